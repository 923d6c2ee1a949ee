package evidence

import (
	"reflect"
	"slices"
	"sync"
)

// memo is what is known so far. Steps share most answers, and the same is asked
// of one again and again.
type memo struct {
	mu      sync.Mutex
	answers map[string]*answer // by Request.Path

	search sync.Mutex // one answer is taken apart at a time: a large one takes memory

	listed  sync.Once // the Regions
	enabled []string
	err     error
}

func newMemo() *memo { return &memo{answers: map[string]*answer{}} }

// find is the answer under a path, and whether somebody asks for it already: if
// not, it is for the caller to fill in.
func (m *memo) find(path string) (known *answer, asked bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known, asked = m.answers[path]; !asked {
		known = &answer{done: make(chan struct{}), searching: &m.search}
		m.answers[path] = known
	}
	return known, asked
}

// regions are the Regions that list finds, which is called once.
func (m *memo) regions(list func() ([]string, error)) ([]string, error) {
	m.listed.Do(func() { m.enabled, m.err = list() })
	return slices.Clone(m.enabled), m.err
}

// answer is what came back for a request, and what has been made of it. The
// values decoded are not kept: whoever asks gets values of its own.
type answer struct {
	done chan struct{} // closed once body and err are there
	body []byte
	err  error

	searching *sync.Mutex

	mu    sync.Mutex
	whole map[reflect.Type]error // whether the answer has all that a type needs
	items map[string]found       // what a JMESPath finds, sorted
}

type found struct {
	items []string
	err   error
}

// check is what check says of the body, worked out once for each type.
func (a *answer) check(t reflect.Type) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	err, known := a.whole[t]
	if !known {
		err = check(a.body, t)
		if a.whole == nil {
			a.whole = map[reflect.Type]error{}
		}
		a.whole[t] = err
	}
	return err
}

// search is what search finds in the body, worked out once for each path.
func (a *answer) search(path string) ([]string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	f, known := a.items[path]
	if !known {
		a.searching.Lock()
		f.items, f.err = search(a.body, path)
		a.searching.Unlock()
		if a.items == nil {
			a.items = map[string]found{}
		}
		a.items[path] = f
	}
	return slices.Clone(f.items), f.err
}
