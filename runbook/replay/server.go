package replay

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A Server gives the answers of a recorded account again.
type Server struct {
	*httptest.Server
	// Latency is what each answer takes, as on the way to AWS. With none at all the
	// SDK closes the body of a request when the answer begins, before Go has seen
	// its end, and Go then closes the connection.
	Latency time.Duration

	mu      sync.Mutex
	known   map[string]Exchange
	between func(http.ResponseWriter, *http.Request, Exchange)
	strange []string // requests that were not recorded
	times   map[string]int
}

// Play starts a server of the recorded account. What it does with an answer is
// for between to say; nil writes it.
func Play(t testing.TB, name string, between func(http.ResponseWriter, *http.Request, Exchange)) *Server {
	t.Helper()
	known, err := Open(name)
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{Latency: 2 * time.Millisecond, known: known, between: between, times: map[string]int{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		if asked, _ := s.Asked(); len(s.strange) > 0 {
			t.Errorf("of %d requests these were not recorded; make the recording anew with go test -tags loop ./runbook/loop -run TestRecord -update:\n%s", len(asked), strings.Join(s.strange, "\n"))
		}
	})
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	time.Sleep(s.Latency)
	x, err := Read(r)
	if err != nil {
		return // the client went away
	}
	s.mu.Lock()
	known, ok := s.known[x.Key]
	known.Action = x.Action
	s.times[x.Key]++
	if !ok {
		s.strange = append(s.strange, x.Key)
	}
	s.mu.Unlock()
	switch {
	case !ok:
		http.NotFound(w, r)
	case s.between == nil:
		known.Write(w)
	default:
		s.between(w, r, known)
	}
}

// Asked is how often each thing was asked, and how many requests that makes.
func (s *Server) Asked() (map[string]int, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := 0
	for _, n := range s.times {
		all += n
	}
	return maps.Clone(s.times), all
}

// Env is the environment of a process for which the server is AWS.
func (s *Server) Env() map[string]string {
	return map[string]string{
		"AWS_ENDPOINT_URL": s.URL, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_PROFILE": "",
		"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true",
		// The account stands before the name of this host, so it cannot be an address.
		"AWS_ENDPOINT_URL_S3_CONTROL": strings.Replace(s.URL, "127.0.0.1", "localhost", 1),
	}
}
