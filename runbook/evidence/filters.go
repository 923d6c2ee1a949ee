package evidence

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Filters is a parameter of calls of EC2 that list things: only what meets all
// of them is listed. Keys are the filters' names; a value is several with commas
// between. Source: Amazon EC2 API, Filter.
type Filters map[string]string

// words are the filters as the aws command line takes them.
func (f Filters) words() []string {
	var words []string
	for _, name := range slices.Sorted(maps.Keys(f)) {
		words = append(words, "Name="+name+",Values="+f[name])
	}
	return words
}

// MarshalJSON is the filters as the API takes them.
func (f Filters) MarshalJSON() ([]byte, error) {
	type filter struct {
		Name   string
		Values []string
	}
	list := []filter{}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		list = append(list, filter{name, strings.Split(f[name], ",")})
	}
	return json.Marshal(list)
}
