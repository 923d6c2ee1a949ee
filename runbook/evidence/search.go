package evidence

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/jmespath/go-jmespath"
)

// search finds the strings that a JMESPath names, sorted and each once. A path
// that leads nowhere is an error: an answer without its list must not read as
// an empty list, nor an entry without its name as no entry.
func search(body []byte, path string) ([]string, error) {
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("is not JSON: %w", err)
	}
	list, err := searchList(answer, path)
	if err != nil {
		return nil, err
	}
	for _, member := range regexp.MustCompile(`\]\.\w+`).FindAllStringIndex(path, -1) {
		entries, err := searchList(answer, path[:member[0]+1])
		if err != nil {
			return nil, err
		}
		// A projection leaves out what is null, without a word.
		if named, err := searchList(answer, path[:member[1]]); err != nil || len(named) < len(entries) {
			return nil, fmt.Errorf("%s holds an entry without %s", path[:member[0]+1], path[member[0]+2:member[1]])
		}
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

func searchList(answer any, path string) ([]any, error) {
	found, err := jmespath.Search(path, answer)
	if err != nil {
		return nil, err
	}
	list, ok := found.([]any)
	if !ok {
		return nil, fmt.Errorf("has no list %s", path)
	}
	return list, nil
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
