//go:build !offline

package live

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// maxReading is how much one reading may bring, in bytes: many times what an
// account with thousands of resources has.
const maxReading = 64 << 20

// maxMetadata is how much one answer of instance metadata may bring, in bytes: many
// times what credentials take.
const maxMetadata = 1 << 20

// transport is what every client of an account shares. It keeps every connection
// that it makes: services times Regions are more hosts than the usual one keeps
// connections for. Whatever answers in the place of AWS, left is how many bytes it
// can send, credentials included. Compressed answers are not asked for: a megabyte
// could hold a gigabyte. Where a request goes is looked at before
// it leaves.
func transport(left *atomic.Int64, look func(*url.URL) error) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConns, t.MaxIdleConnsPerHost = inFlight, perService
		t.DisableCompression = true
		first(t, look)
		dial := t.DialContext
		t.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			if left.Load() < 0 {
				return nil, tooMuch()
			}
			if host, port, err := net.SplitHostPort(address); err == nil && home(host) != "" {
				address = net.JoinHostPort(home(host), port)
			}
			conn, err := dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return boundedConn{conn, left}, nil
		}
	})
}

// boundedConn reads no more than is left for all connections together.
type boundedConn struct {
	net.Conn
	left *atomic.Int64
}

// Read fails once too much has come.
func (c boundedConn) Read(p []byte) (int, error) {
	if c.left.Load() < 0 {
		return 0, tooMuch() // and not that it is closed by now
	}
	n, err := c.Conn.Read(p)
	if c.left.Add(-int64(n)) < 0 {
		return 0, tooMuch()
	}
	return n, err
}

// briefMetadata bounds what instance metadata says, and what answers in its place:
// its client makes connections of its own, which read without a bound. Anybody on
// the same network could be that.
// Source: aws-sdk-go-v2, feature/ec2/imds.
func briefMetadata(stack *middleware.Stack) error {
	if id := stack.ID(); id != "getToken" && id != "GetMetadata" {
		return nil
	}
	return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("hardbook:briefMetadata", func(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
		out, metadata, err := next.HandleDeserialize(ctx, in)
		response, ok := out.RawResponse.(*smithyhttp.Response)
		if ok && response.Body != nil {
			response.Body = struct {
				io.Reader
				io.Closer
			}{io.LimitReader(response.Body, maxMetadata), response.Body}
		}
		return out, metadata, err
	}), middleware.After)
}

func tooMuch() error {
	return fmt.Errorf("over %d MiB came in one reading, more than any real account has", maxReading>>20)
}
