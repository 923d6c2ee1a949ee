//go:build loop

package loop

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
)

// A front stands between everybody and the emulator. It notes each request
// and can correct answers, to play what moto cannot.
type front struct {
	server   *httptest.Server
	target   atomic.Pointer[url.URL] // the emulator
	budgets  ledger
	settings panel
	watch    watch
	above    organization // that the account stands at the top of
	hub      bench
	mu       sync.Mutex
	seen     []request
	beside   map[string]bool // commands that something beside moto answered since the reset
	patch    overlay
}

// A request is one API call that came by.
type request struct {
	Service string     // "iam"
	Region  string     // it is signed for
	Action  string     // "CreateUser"
	URL     *url.URL   // its parameters, where the protocol has them there
	Form    url.Values // its parameters, where the protocol has them as a form
	Body    []byte     // its parameters, where the protocol is another
	Status  int        // HTTP status of the answer
}

// An overlay corrects the answer to an action.
type overlay func(action string, answer string) string

type actionKey struct{}

func newFront(moto string) *front {
	f := &front{}
	f.lead(moto)
	proxy := &httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(f.target.Load())
			p.Out.Host = p.In.Host // it is signed
		},
		ModifyResponse: f.answer,
	}
	f.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		form, _ := url.ParseQuery(string(body))
		seen := &request{Service: service(r), Region: scope(r, 2), Action: operation(r, form), URL: r.URL, Form: form, Body: body}
		r = r.WithContext(context.WithValue(r.Context(), actionKey{}, seen))
		proxy.ServeHTTP(w, r)
	}))
	return f
}

// lead has the front lead to an emulator.
func (f *front) lead(moto string) {
	target, err := url.Parse(moto)
	if err != nil {
		panic(err)
	}
	f.target.Store(target)
}

// answer notes the request, and corrects its answer.
func (f *front) answer(r *http.Response) error {
	seen := r.Request.Context().Value(actionKey{}).(*request)
	said, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	_ = r.Body.Close()
	body, status := said, r.StatusCode
	if seen.Service == "budgets" {
		r.StatusCode, body = f.budgets.answer(*seen, r.StatusCode, body)
	}
	if seen.Service == "ce" {
		r.StatusCode, body = f.watch.answer(*seen, r.StatusCode, body)
	}
	r.StatusCode, body = f.settings.answer(*seen, r.StatusCode, body)
	r.StatusCode, body = f.above.answer(*seen, r.StatusCode, body)
	r.StatusCode, body = f.hub.answer(*seen, r.StatusCode, body)
	seen.Status = r.StatusCode
	f.mu.Lock()
	f.seen = append(f.seen, *seen)
	if f.beside == nil {
		f.beside = map[string]bool{}
	}
	f.beside[command(*seen)] = f.beside[command(*seen)] || status != r.StatusCode || !bytes.Equal(body, said)
	patch := f.patch
	f.mu.Unlock()
	if patch != nil && r.StatusCode == http.StatusOK {
		body = []byte(patch(seen.Action, string(body)))
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if !bytes.Equal(body, said) { // else the header stays: of a HEAD it tells another length
		r.ContentLength = int64(len(body))
		r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	return nil
}

// play corrects answers from now on; nil leaves moto as it is.
func (f *front) play(o overlay) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.patch = o
}

// forget starts the notes afresh.
func (f *front) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen = nil
}

// requests are those since forget.
func (f *front) requests() []request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.seen)
}

// actions names the requests since forget, each name once.
func (f *front) actions() []string {
	var names []string
	for _, r := range f.requests() {
		names = append(names, r.Action)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// granted are the requests for an action that AWS carried out. S3 says 204 when
// there is nothing more to say.
func (f *front) granted(action string) []request {
	return slices.DeleteFunc(f.requests(), func(r request) bool { return r.Action != action || r.Status/100 != 2 })
}
