//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// An operation makes one declared call in cfg's Region with the JSON of its
// params, all pages of it, and counts its requests.
type operation func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error)

// operations maps each declared command to its typed SDK call.
func operations() map[string]operation {
	all := map[string]operation{}
	for _, service := range []map[string]operation{
		iamOperations(), snsOperations(), cloudwatchOperations(), budgetsOperations(), ec2Operations(),
		cloudtrailOperations(), logsOperations(), s3Operations(), accountOperations(),
		s3controlOperations(), accessanalyzerOperations(), ssmOperations(), eventsOperations(), kmsOperations(), guarddutyOperations(),
		ceOperations(),
		configserviceOperations(), securityhubOperations(),
		storageOperations(),
	} {
		maps.Copy(all, service)
	}
	return all
}

// client makes a service's client: iam.NewFromConfig and its like.
type client[C, Opt any] func(aws.Config, ...func(*Opt)) *C

// one is an operation whose answer comes in one page.
func one[C, Opt, In, Out any](connect client[C, Opt], call func(*C, context.Context, *In, ...func(*Opt)) (*Out, error)) operation {
	return func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error) {
		var in In
		if err := decodeInput(params, &in); err != nil {
			return nil, err
		}
		requests.Add(1)
		out, err := call(connect(cfg), ctx, &in)
		if err != nil {
			return nil, err
		}
		return members(out), nil
	}
}

// pages is one of the SDK's paginators.
type pages[Opt, Out any] interface {
	HasMorePages() bool
	NextPage(context.Context, ...func(*Opt)) (*Out, error)
}

// all is an operation whose answer may come in many pages: they are merged as
// the aws command line does it, lists joined and the rest from the first page.
func all[C, Opt, In, Out any, P pages[Opt, Out]](connect client[C, Opt], paginate func(*C, *In) P) operation {
	return func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error) {
		var in In
		if err := decodeInput(params, &in); err != nil {
			return nil, err
		}
		merged := map[string]any{}
		for p := paginate(connect(cfg), &in); p.HasMorePages(); {
			requests.Add(1)
			out, err := p.NextPage(ctx)
			if err != nil {
				return nil, err
			}
			merge(merged, members(out))
		}
		for _, token := range []string{"IsTruncated", "Marker", "NextMarker", "NextPageToken", "NextToken"} {
			delete(merged, token) // of the first page: all pages are here
		}
		return merged, nil
	}
}

func merge(into, page map[string]any) {
	for name, value := range page {
		before, seen := into[name].([]any)
		list, isList := value.([]any)
		switch {
		case isList && seen:
			into[name] = append(before, list...)
		case into[name] == nil:
			into[name] = value
		}
	}
}

// decodeInput reads params, named as the API names them, into an SDK input.
func decodeInput(params []byte, in any) error {
	if err := json.Unmarshal(params, in); err != nil {
		return fmt.Errorf("params do not fit the call: %w", err)
	}
	return nil
}

// renamed is an operation one member of whose answer the command line spells
// otherwise than the SDK.
func renamed(from, to string, op operation) operation {
	return func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error) {
		answer, err := op(ctx, cfg, params, requests)
		if value, ok := answer[from]; ok {
			delete(answer, from)
			answer[to] = value
		}
		return answer, err
	}
}
