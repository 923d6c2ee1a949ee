// Package replay plays AWS to the tests of the live road: what an emulated account
// answered on the wire, recorded once, and given again as slowly and as badly as
// a test likes.
package replay

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Account is the account that was recorded.
const Account = "111122223333"

// An Exchange is a request, as far as it matters, and its answer.
type Exchange struct {
	Service, Region string // that the request is signed for
	Action          string // what is asked: CreateUser, or the method and path where only they tell
	Key             string // tells the request from every other
	Status          int
	Header          http.Header
	Body            []byte
}

// Write writes the answer.
func (x Exchange) Write(w http.ResponseWriter) {
	maps.Copy(w.Header(), x.Header)
	w.WriteHeader(x.Status)
	_, _ = w.Write(x.Body) // who went away reads nothing
}

// Read reads a request up to its key. It fails when the body does.
func Read(r *http.Request) (Exchange, error) {
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	// Authorization: … Credential=AKID/date/region/service/aws4_request, …
	scope := append(strings.Split(r.Header.Get("Authorization"), "/"), "", "", "", "")
	x := Exchange{Service: scope[3], Region: scope[2]}
	asked := strings.Join([]string{r.Method, r.URL.Path, r.URL.RawQuery, r.Header.Get("X-Amz-Target")}, " ")
	if r.Header.Get("Smithy-Protocol") == rpcCBOR {
		body = slices.Clone(body)
		slices.Sort(body) // the SDK has the members in another order each time
	}
	x.Key = fmt.Sprintf("%s %s %s %x", x.Service, x.Region, asked, sha256.Sum256(body))
	form, _ := url.ParseQuery(string(body)) // other protocols have no form
	_, target, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	x.Action = cmp.Or(form.Get("Action"), target, r.Method+" "+r.URL.Path+" "+r.URL.RawQuery)
	return x, err
}

// A Recorder stands before an emulator and notes what goes by.
type Recorder struct {
	Upstream string // its address

	mu   sync.Mutex
	seen map[string]Exchange
}

// ServeHTTP hands a request on.
func (rec *Recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	x, err := Read(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	on := r.Clone(r.Context())
	on.RequestURI = ""
	on.URL.Scheme, on.URL.Host = "http", strings.TrimPrefix(rec.Upstream, "http://")
	answer, err := http.DefaultTransport.RoundTrip(on)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	x.Status, x.Header = answer.StatusCode, answer.Header
	if x.Body, err = io.ReadAll(answer.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	for _, name := range []string{"Date", "Server", "Connection", "Content-Length"} {
		x.Header.Del(name)
	}
	rec.mu.Lock()
	if rec.seen == nil {
		rec.seen = map[string]Exchange{}
	}
	rec.seen[x.Key] = x
	rec.mu.Unlock()
	x.Write(w)
}

// Pack is what was recorded, as Open reads it.
func (rec *Recorder) Pack() ([]byte, error) {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	var all []Exchange
	for _, key := range slices.Sorted(maps.Keys(rec.seen)) {
		all = append(all, rec.seen[key])
	}
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	err := errors.Join(json.NewEncoder(zip).Encode(all), zip.Close())
	return packed.Bytes(), err
}

// The recorded accounts: one that nobody looked after, and one in which
// everything that can be done by commands is.
const (
	Fresh = "fresh"
	Done  = "done"
)

//go:embed testdata/*.gz
var recordings embed.FS

// Open is a recorded account: its exchanges by their keys.
func Open(name string) (map[string]Exchange, error) {
	packed, err := recordings.Open("testdata/" + name + ".json.gz")
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	unzip, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	var all []Exchange
	if err := json.NewDecoder(unzip).Decode(&all); err != nil {
		return nil, err
	}
	known := map[string]Exchange{}
	for _, x := range all {
		known[x.Key] = x
	}
	return known, nil
}

// Config is the config of the recorded accounts, with everything in it.
//
//go:embed testdata/full.yaml
var Config []byte

// Baseline is a config for the account that is done, with the usual profile and
// in all Regions: what most people have.
//
//go:embed testdata/baseline.yaml
var Baseline []byte
