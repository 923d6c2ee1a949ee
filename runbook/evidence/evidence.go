package evidence

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

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
	note     func(Request, reflect.Type)
}

// New makes evidence about the account of cfg out of what fetch answers.
func New(cfg config.Config, m Manifest, fetch Fetch) Evidence {
	return Evidence{Config: cfg, Manifest: m, fetch: fetch, memo: newMemo()}
}

// Wanting returns the evidence with the policy documents that the book asks
// for, by name, for judges to compare with.
func (e Evidence) Wanting(documents map[string][]byte) Evidence {
	e.wanted = documents
	return e
}

// Noting returns the evidence with a note of each answer that is decoded: the
// request, and what it decodes to. So tests learn which members are read.
func (e Evidence) Noting(note func(Request, reflect.Type)) Evidence {
	e.note = note
	return e
}

// read is the answer to a request, asked at most once.
func (e Evidence) read(r Request) (*answer, error) {
	if r.Call.first != nil {
		if _, err := e.read(Request{Call: *r.Call.first, Region: r.Region}); err != nil {
			return nil, err
		}
	}
	known, asked := e.memo.find(r.Path())
	if asked {
		<-known.done
		return known, known.err
	}
	defer close(known.done)
	known.body, known.err = e.fetch(r)
	if known.err == nil && r.Call.Until != "" && !Holds(known.body, r.Call.Until) {
		known.err = &Failure{Request: r, Kind: Unreadable, Detail: "AWS had not finished it", Way: "collect again in a minute"}
	}
	known.err = e.owned(r, known.err)
	return known, known.err
}

// requests lists the places a call is asked at. What it could not find out is
// in the error, beside the places it could.
func (e Evidence) requests(c Call) ([]Request, error) {
	switch {
	case c.parent != nil:
		return e.childRequests(c)
	case c.Names != nil:
		return e.namedRequests(c)
	case c.regional:
		regions, err := e.regions(c)
		var requests []Request
		for _, region := range regions {
			requests = append(requests, Request{Call: c, Region: region})
		}
		return requests, err
	}
	return []Request{{Call: c, Region: c.region(e.Config)}}, nil
}

// namedRequests lists the requests for the names of c, which has no parent.
func (e Evidence) namedRequests(c Call) ([]Request, error) {
	place := c
	place.Names = nil
	places, err := e.requests(place)
	var requests []Request
	for _, p := range places {
		for _, name := range c.Names(e.Config) {
			requests = append(requests, Request{Call: c, Region: p.Region, Items: []string{name}})
		}
	}
	return requests, err
}

// regions are the Regions of a call that is made in every one: the config's and
// its own, or all that are enabled.
func (e Evidence) regions(c Call) ([]string, error) {
	if e.Config.Account.Regions != nil {
		return c.regions(e.Config), nil
	}
	// Waited for here, so that nobody waits while the memo works.
	_, _ = e.read(Request{Call: Regions.Call, Region: GlobalRegion})
	return e.memo.regions(e.enabled)
}

// enabled are all Regions that are enabled in the account.
func (e Evidence) enabled() ([]string, error) {
	r := Request{Call: Regions.Call, Region: GlobalRegion}
	if err := e.decode(r, new(RegionList)); err != nil {
		return nil, err
	}
	known, _ := e.read(r)
	regions, err := known.search(enabledRegions)
	if err == nil && len(regions) == 0 {
		err = errors.New("no Region is enabled, which cannot be")
	}
	for _, needed := range []string{GlobalRegion, e.Config.Account.HomeRegion} {
		if err == nil && !slices.Contains(regions, needed) {
			err = fmt.Errorf("%s is not among the enabled Regions", needed)
		}
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
		known, err := e.read(p)
		var items []string
		switch {
		case IsAbsent(err):
			err = nil
		case err == nil:
			if items, err = known.search(c.items); err != nil {
				err = &Failure{Request: p, Kind: Unreadable, Detail: err.Error()}
			}
		}
		failed = append(failed, err)
		if c.Names != nil {
			items = append(items, c.Names(e.Config)...)
			slices.Sort(items)
		}
		for _, item := range slices.Compact(items) {
			r := Request{Call: c, Region: p.Region, Items: append(slices.Clone(p.Items), item)}
			if c.ByARN {
				if r.Region = arnRegion(item); r.Region == "" {
					failed = append(failed, &Failure{Request: p, Kind: Unreadable, Detail: fmt.Sprintf("%q is not an ARN with a Region", item)})
					continue
				}
			}
			requests = append(requests, r)
		}
	}
	return requests, errors.Join(failed...)
}
