package evidence

import (
	"errors"
	"net/url"
	"strings"
	"time"
)

// A Source is evidence that decodes to an A: a Query, a Query asked in every
// Region, one asked for each item of another answer, or several of those
// joined by hand.
type Source[A any] interface {
	// Calls lists every call that Answer may need, each after those it waits for.
	Calls() []Call
	// Answer decodes what the calls answered. The error joins one *Failure for
	// each answer that is missing, refused or unreadable.
	Answer(Evidence) (A, error)
}

// A Query is a Call whose answer decodes to an A. Every member of A must be in
// the answer, except those tagged omitempty (see Decode). An A that embeds
// Absence says by it that an Absent code of the call came back.
//
// The call is a member and not embedded, and what is the same for every A stands
// outside of Query and many: else the compiler makes all of it once for each A,
// which took a quarter of the time of a build.
type Query[A any] struct{ Call Call }

// Calls is the query's own call and those it waits for.
func (q Query[A]) Calls() []Call { return q.Call.chain() }

// Answer decodes the one answer of the query.
func (q Query[A]) Answer(e Evidence) (A, error) {
	var a A
	err := e.decode(Request{Call: q.Call, Region: q.Call.region(e.Config)}, &a)
	return a, err
}

// After returns q, to be asked once first has its answer (and first's Until
// is true): a report that must be generated before it can be read.
func After[A any](first Call, q Query[A]) Query[A] {
	q.Call.first = &first
	return q
}

// Regional asks q in each Region of the config. The answers are keyed by
// Region. A Region that could not be read is in the error, and the Regions
// that could are in the map all the same.
func Regional[A any](q Query[A]) Source[map[string]A] {
	q.Call.regional = true
	return many[A]{q.Call}
}

// Named asks q for each of its Names. The answers are keyed by name.
func Named[A any](q Query[A]) Source[map[string]A] { return many[A]{q.Call} }

// Each asks q for each item (a string) that the JMESPath items finds in the
// parent's answer; a parent asked in many places gives the items of all of
// them. Names that q has of its own are asked for as well. The answers are
// keyed by item, or, under a parent that is itself
// regional or an Each, by all parts (see Parts).
func Each[A any](parent Call, items string, q Query[A]) Source[map[string]A] {
	q.Call.parent, q.Call.items = &parent, items
	return many[A]{q.Call}
}

// many is a query asked in many places.
type many[A any] struct{ call Call }

// Calls is the query's call and those it waits for.
func (m many[A]) Calls() []Call { return m.call.chain() }

// Answer asks at every place and joins what failed.
func (m many[A]) Answer(e Evidence) (map[string]A, error) {
	requests, err := e.requests(m.call)
	failed := []error{err}
	answers := map[string]A{}
	for _, r := range requests {
		var a A
		if err := e.decode(r, &a); err != nil {
			failed = append(failed, err)
			continue
		}
		answers[r.key()] = a
	}
	return answers, errors.Join(failed...)
}

// Parts splits a key that has several parts, which is one of an Each under a
// regional parent or under an Each, into Region (where the call is regional)
// and items, outermost first. A key of one part is that part itself, and is
// not for Parts.
func Parts(key string) []string {
	parts := strings.Split(key, "/")
	for i, p := range parts {
		if raw, err := url.PathUnescape(p); err == nil {
			parts[i] = raw
		}
	}
	return parts
}

// A Maybe is an answer, or why it is not there.
type Maybe[A any] struct {
	Answer A
	Unread error
}

// Perhaps asks a source whose answer may be missing: the judge says what follows
// from the others, and that this one was not read.
func Perhaps[A any](source Source[A]) Source[Maybe[A]] { return perhaps[A]{source} }

type perhaps[A any] struct{ source Source[A] }

func (p perhaps[A]) Calls() []Call { return p.source.Calls() }

func (p perhaps[A]) Answer(e Evidence) (Maybe[A], error) {
	a, err := p.source.Answer(e)
	return Maybe[A]{a, err}, nil
}

// CollectedAt is the time the evidence was collected: a judge measures ages
// against it, never against a clock of its own.
func CollectedAt() Source[time.Time] { return collectedAt{} }

type collectedAt struct{}

func (collectedAt) Calls() []Call { return nil }

func (collectedAt) Answer(e Evidence) (time.Time, error) { return e.Manifest.CollectedAt, nil }

// Wanted is the policy document of this name as the book prints it: what a
// judge compares the account's document with.
func Wanted(name string) Source[Document] { return wanted(name) }

type wanted string

func (wanted) Calls() []Call { return nil }

func (w wanted) Answer(e Evidence) (Document, error) {
	var d Document
	raw, ok := e.wanted[string(w)]
	if !ok {
		return d, errors.New("the book has no policy document " + string(w))
	}
	return d, d.UnmarshalJSON(raw)
}
