package evidence

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jmespath/go-jmespath"
)

// maxItems is how many things one answer may list that are asked for one by one:
// more are no account of a person or a team, and no live road asks for them in time.
const maxItems = 10_000

// memberOfItems is a member of what a list or filter of JMESPath finds.
var memberOfItems = regexp.MustCompile(`\]\.\w+\b`)

// search finds the strings that a JMESPath names, sorted and each once. A path
// that leads nowhere is an error: an answer without its list must not read as
// an empty list, nor an entry without its name as no entry.
func search(body []byte, path string) ([]string, error) {
	// Numbers stay as they are written, "80.0": an item that has one in it
	// names a file, and whoever collected that read the same text.
	answer, err := strictJSON(body)
	if err != nil {
		return nil, fmt.Errorf("is not JSON: %w", err)
	}
	if err := complete(answer, path); err != nil {
		return nil, err
	}
	list, err := searchList(answer, path)
	if err != nil {
		return nil, err
	}
	for _, member := range memberOfItems.FindAllStringIndex(path, -1) {
		if strings.HasPrefix(path[member[1]:], "(") {
			continue // a function, which fails by itself
		}
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
	if items = slices.Compact(items); len(items) > maxItems {
		return nil, fmt.Errorf("%s lists %d things, and hardbook asks for %d at most", path, len(items), maxItems)
	}
	return items, nil
}

// pathName is a name in JMESPath.
var pathName = regexp.MustCompile(`\w+`)

// complete reports what makes an answer useless as a list of items: a page that
// is not the last, the list in it twice, or an entry that is null.
func complete(answer any, path string) error {
	members, ok := answer.(map[string]any)
	if !ok {
		return nil // the path then leads nowhere
	}
	if cutOff(members) {
		return errors.New("the answer is cut off: it says that there are more pages")
	}
	name := pathName.FindString(path)
	list, err := member(members, name)
	if err != nil {
		return fmt.Errorf("the answer has %s %w", name, err)
	}
	if entries, ok := list.([]any); ok && slices.Contains(entries, nil) {
		return fmt.Errorf("the answer's %s holds an entry that is null", name)
	}
	return nil
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
	answer, err := strictJSON(body)
	if err != nil {
		return false
	}
	found, err := jmespath.Search(condition, answer)
	return err == nil && found == true
}
