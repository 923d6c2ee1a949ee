//go:build !offline

package live

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/encoding/cbor"
)

// keepsAnswers is a client that keeps the body of an answer for who asks for it by
// sentKey. It is for services of which the SDK does not tell enough: where answers
// come in CBOR it makes nil of an empty list, as of one that AWS did not send; and of
// the filter of a budget it leaves out what it does not know, so that the budget would
// look like one of all costs.
type keepsAnswers struct{ aws.HTTPClient }

type sentKey struct{}

// Do makes the request.
func (c keepsAnswers) Do(r *http.Request) (*http.Response, error) {
	answer, err := c.HTTPClient.Do(r)
	keep, wanted := r.Context().Value(sentKey{}).(*[]byte)
	if err != nil || !wanted {
		return answer, err
	}
	body, err := io.ReadAll(answer.Body)
	if closed := answer.Body.Close(); err != nil || closed != nil {
		return nil, errors.Join(err, closed)
	}
	*keep, answer.Body = body, io.NopCloser(bytes.NewReader(body))
	return answer, nil
}

// asSent makes an operation of one whose answers come in CBOR or JSON: once the SDK
// has taken an answer for good, it is read as it was sent.
func asSent(op operation) operation {
	return operation{by: op.by, request: func(ctx context.Context, params []byte) (map[string]any, error) {
		var body []byte
		if _, err := op.request(context.WithValue(ctx, sentKey{}, &body), params); err != nil {
			return nil, err
		}
		value, err := decode(body)
		if err != nil {
			return nil, err
		}
		answer, ok := value.(map[string]any)
		if !ok {
			return nil, errors.New("AWS answered with something that is no object")
		}
		return answer, nil
	}}
}

// decode reads a body in JSON or CBOR.
func decode(body []byte) (any, error) {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")) {
		var value any
		err := json.Unmarshal(body, &value)
		return withoutNull(value), err
	}
	value, err := cbor.Decode(body)
	return sent(value), err
}

// withoutNull is a value of JSON without the members that are null, which the aws
// command line does not print.
func withoutNull(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			if v[name] = withoutNull(v[name]); v[name] == nil {
				delete(v, name)
			}
		}
	case []any:
		for i := range v {
			v[i] = withoutNull(v[i])
		}
	}
	return value
}

// sent is a value of CBOR as the aws command line prints it; nil means that there
// is none.
func sent(value cbor.Value) any {
	switch v := value.(type) {
	case cbor.Map:
		members := map[string]any{}
		for name, member := range v {
			if m := sent(member); m != nil {
				members[name] = m
			}
		}
		return members
	case cbor.List:
		list := make([]any, len(v))
		for i := range v {
			list[i] = sent(v[i])
		}
		return list
	case *cbor.Tag: // 1 is a time
		if at, err := cbor.AsTime(v); err == nil {
			return at.UTC().Format(time.RFC3339Nano)
		}
		return sent(v.Value)
	case cbor.String:
		return string(v)
	case cbor.Slice:
		return base64.StdEncoding.EncodeToString(v)
	case cbor.Bool:
		return bool(v)
	case cbor.Uint:
		return uint64(v)
	case cbor.NegInt:
		return -float64(v)
	case cbor.Float32:
		return finite(float64(v))
	case cbor.Float64:
		return finite(float64(v))
	}
	return nil
}

// finite is a number that JSON has, or none.
func finite(f float64) any {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	return f
}
