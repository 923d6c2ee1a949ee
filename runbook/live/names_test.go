//go:build !offline

package live

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"hardbook/runbook"
	"hardbook/runbook/replay"
)

// TestNamesAreGone: no name can be looked up any more, from the first question on or
// in the middle of a reading. What was not answered before is unknown, and
// the reason says what is wrong.
func TestNamesAreGone(t *testing.T) {
	gone := &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("network is unreachable")
	}}}
	for _, after := range []int32{0, 20, 120} {
		b := newBench(t, replay.Done, 2)
		truth := b.read(t, nil, time.Minute)
		loopback := strings.TrimPrefix(b.server.URL, "http://")
		var connections atomic.Int32
		b.Account.aws.HTTPClient = awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
			tr.DisableKeepAlives = true // each question looks its host up
			tr.DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
				if connections.Add(1) > after {
					return gone.DialContext(ctx, network, "iam.amazonaws.com:443")
				}
				return gone.DialContext(ctx, network, loopback)
			}
		})
		unread := 0
		for id, s := range b.read(t, nil, time.Minute) {
			switch {
			case s.Status == runbook.StatusUnknown:
				unread++
				rests := strings.Contains(s.Reason, ", which could not be read") // the step that it rests on says why
				if !rests && !strings.Contains(s.Reason, "could not be reached") && !strings.Contains(s.Reason, "look at your network") {
					t.Errorf("after %d: %s: %q does not say that AWS could not be reached", after, id, s.Reason)
				}
			case s.Status != truth[id].Status:
				t.Errorf("after %d: %s is %s (%s), in truth %s", after, id, s.Status, s.Reason, truth[id].Status)
			}
		}
		t.Logf("after %d connections: %d of %d steps unknown", after, unread, len(truth))
		if unread == 0 {
			t.Errorf("after %d connections no name could be looked up, and all is known", after)
		}
	}
}
