package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/jmespath/go-jmespath"

	"hardbook/runbook/config"
)

// Manifest says of what account, when and by whom evidence was collected.
type Manifest struct {
	Schema      string    `json:"schema"`            // always ManifestSchema
	Account     string    `json:"account"`           // twelve digits
	Identity    string    `json:"identity"`          // ARN that made the calls
	CollectedAt time.Time `json:"collectedAt"`       // when collecting began, UTC
	Regions     []string  `json:"regions,omitempty"` // Regions that were asked, where some call is regional
	AWS         string    `json:"aws,omitempty"`     // what made the calls: "aws-cli/2.x …" or "hardbook …"
}

// ManifestSchema names the layout of an evidence folder.
const ManifestSchema = "hardbook/evidence/v1"

// A Request is a Call at one place: a Region and, under Each, its items.
type Request struct {
	Call   Call
	Region string
	Items  []string
}

// Input is the request's parameters.
func (r Request) Input(cfg config.Config) Params { return r.Call.input(cfg, r.Items) }

// Path names the request's file in an evidence folder, without its ending:
// "us-east-1/iam-get-role-policy.ReadOnly".
func (r Request) Path() string {
	name := r.Call.Name()
	for _, item := range r.Items {
		name += "." + Encode(item)
	}
	return r.Region + "/" + name
}

// key names the request among the answers of one Source.
func (r Request) key() string {
	parts := slices.Clone(r.Items)
	if r.Call.IsRegional() {
		parts = append([]string{r.Region}, parts...)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	for i, p := range parts {
		parts[i] = Encode(p)
	}
	return strings.Join(parts, "/")
}

// Encode percent-encodes every byte but ASCII letters, digits, "-" and "_",
// so that any item is one safe part of a file name. collect.sh does the same.
func Encode(item string) string {
	var b strings.Builder
	for i := range len(item) {
		c := item[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// Fetch answers one request with the JSON that the aws command line prints,
// all pages merged. Its error is a *Failure.
type Fetch func(Request) ([]byte, error)

// Evidence is what is known of one account at one time. It asks its Fetch at
// most once for each request and remembers the answer; it is safe for
// concurrent use.
type Evidence struct {
	Config   config.Config
	Manifest Manifest
	fetch    Fetch
	wanted   map[string][]byte
	memo     *memo
}

type memo struct {
	mu      sync.Mutex
	entries map[string]*entry
}

type entry struct {
	once sync.Once
	body []byte
	err  error
}

// New makes evidence about the account of cfg out of what fetch answers.
func New(cfg config.Config, m Manifest, fetch Fetch) Evidence {
	return Evidence{Config: cfg, Manifest: m, fetch: fetch, memo: &memo{entries: map[string]*entry{}}}
}

// Wanting returns the evidence with the policy documents that the book asks
// for, by name, for judges to compare with.
func (e Evidence) Wanting(documents map[string][]byte) Evidence {
	e.wanted = documents
	return e
}

// read is the answer to a request, asked at most once.
func (e Evidence) read(r Request) ([]byte, error) {
	if r.Call.first != nil {
		if _, err := e.read(Request{Call: *r.Call.first, Region: r.Region}); err != nil {
			return nil, err
		}
	}
	e.memo.mu.Lock()
	known, ok := e.memo.entries[r.Path()]
	if !ok {
		known = &entry{}
		e.memo.entries[r.Path()] = known
	}
	e.memo.mu.Unlock()
	known.once.Do(func() {
		known.body, known.err = e.fetch(r)
		if known.err == nil && r.Call.Until != "" && !Holds(known.body, r.Call.Until) {
			known.err = &Failure{Request: r, Kind: Unreadable, Detail: "AWS had not finished it; collect again in a minute"}
		}
	})
	return known.body, known.err
}

// requests lists the places a call is asked at. What it could not find out is
// in the error, beside the places it could.
func (e Evidence) requests(c Call) ([]Request, error) {
	switch {
	case c.parent != nil:
		return e.childRequests(c)
	case c.regional:
		regions, err := e.regions()
		var requests []Request
		for _, region := range regions {
			requests = append(requests, Request{Call: c, Region: region})
		}
		return requests, err
	}
	return []Request{{Call: c, Region: GlobalRegion}}, nil
}

// regions are the config's Regions, or all that are enabled.
func (e Evidence) regions() ([]string, error) {
	if e.Config.Account.Regions != nil {
		return e.Config.Account.Regions, nil
	}
	r := Request{Call: Regions.Call, Region: GlobalRegion}
	if _, err := decodeAnswer[RegionList](e, r); err != nil {
		return nil, err
	}
	body, _ := e.read(r)
	regions, err := search(body, enabledRegions)
	if err == nil && len(regions) == 0 {
		err = errors.New("no Region is enabled, which cannot be")
	}
	for _, region := range regions {
		// A Region becomes part of a file name.
		if err == nil && Encode(region) != region {
			err = fmt.Errorf("%q is not the name of a Region", region)
		}
	}
	if err != nil {
		return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	return regions, nil
}

// childRequests finds the items of c in each answer of its parent.
func (e Evidence) childRequests(c Call) ([]Request, error) {
	parents, err := e.requests(*c.parent)
	failed := []error{err}
	var requests []Request
	for _, p := range parents {
		body, err := e.read(p)
		if IsAbsent(err) {
			continue
		}
		var items []string
		if err == nil {
			if items, err = search(body, c.items); err != nil {
				err = &Failure{Request: p, Kind: Unreadable, Detail: err.Error()}
			}
		}
		failed = append(failed, err)
		for _, item := range items {
			requests = append(requests, Request{Call: c, Region: p.Region, Items: append(slices.Clone(p.Items), item)})
		}
	}
	return requests, errors.Join(failed...)
}

// search finds the strings that a JMESPath names, sorted and each once. A path
// that leads nowhere is an error: an answer without its list must not read as
// an empty list.
func search(body []byte, path string) ([]string, error) {
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("is not JSON: %w", err)
	}
	found, err := jmespath.Search(path, answer)
	if err != nil {
		return nil, err
	}
	list, ok := found.([]any)
	if !ok {
		return nil, fmt.Errorf("has no list %s", path)
	}
	var items []string
	for _, x := range list {
		s, ok := x.(string)
		if !ok {
			return nil, fmt.Errorf("%s holds something that is no string", path)
		}
		items = append(items, s)
	}
	slices.Sort(items)
	return slices.Compact(items), nil
}

// Holds reports whether the JMESPath condition is true of an answer.
func Holds(body []byte, condition string) bool {
	var answer any
	if json.Unmarshal(body, &answer) != nil {
		return false
	}
	found, err := jmespath.Search(condition, answer)
	return err == nil && found == true
}
