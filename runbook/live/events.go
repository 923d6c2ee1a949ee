//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
)

func eventsOperations() map[string]operation {
	return map[string]operation{
		"events list-rules":           byToken(one(eventbridge.NewFromConfig, (*eventbridge.Client).ListRules)),
		"events list-targets-by-rule": byToken(one(eventbridge.NewFromConfig, (*eventbridge.Client).ListTargetsByRule)),
	}
}

// byToken asks an operation for all its pages, one after another: the SDK has no
// paginator for those of EventBridge.
func byToken(op operation) operation {
	return func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error) {
		merged := map[string]any{}
		for {
			page, err := op(ctx, cfg, params, requests)
			if err != nil {
				return nil, err
			}
			token, more := page["NextToken"].(string)
			delete(page, "NextToken")
			merge(merged, page)
			if !more || token == "" {
				return merged, nil
			}
			if params, err = withToken(params, token); err != nil {
				return nil, err
			}
		}
	}
}

// withToken are the params of a call for its next page.
func withToken(params []byte, token string) ([]byte, error) {
	members := map[string]any{}
	if err := json.Unmarshal(params, &members); err != nil {
		return nil, err
	}
	members["NextToken"] = token
	return json.Marshal(members)
}
