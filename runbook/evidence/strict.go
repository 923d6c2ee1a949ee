package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// maxParts is how much may be in one JSON text: far above any real answer, and
// little enough to be held in memory. A file of a few bytes a part, such as
// [0,0,0,…], takes fifty times its size when it is read.
const maxParts = 1 << 21

// strictJSON reads one JSON value and refuses an object that names a member
// twice: readers differ in which of the two counts. Numbers stay as written.
func strictJSON(b []byte) (any, error) {
	if !json.Valid(b) { // it also bounds how deep values nest
		return nil, errors.New("it is not JSON")
	}
	if size(b) > maxParts {
		return nil, fmt.Errorf("it has over %d parts, more than any real one", maxParts)
	}
	return decodeJSON(b, false)
}

// twice is the member that notes that an object named another one twice.
const twice = "\x00twice"

// decodeJSON reads one JSON value that is valid. Of a member that is there twice
// the last one counts where repeats are taken, and the object has the member
// twice then.
func decodeJSON(b []byte, repeats bool) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	return strictValue(dec, repeats)
}

// size counts what makes the values of a JSON text: it is never less than half
// of their number.
func size(b []byte) int {
	n, inString := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			inString = !inString
		case inString && c == '\\':
			i++ // what follows ends no string
		case !inString && (c == ',' || c == ':' || c == '[' || c == '{'):
			n++
		}
	}
	return n
}

func strictValue(dec *json.Decoder, repeats bool) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			item, err := strictValue(dec, repeats)
			if err != nil {
				return nil, err
			}
			list = append(list, item)
		}
		_, err := dec.Token()
		return list, err
	case json.Delim('{'):
		members := map[string]any{}
		for dec.More() {
			name, err := dec.Token() // a string: the decoder holds to the grammar
			if err != nil {
				return nil, err
			}
			key := fmt.Sprint(name)
			if _, again := members[key]; again && !repeats {
				return nil, fmt.Errorf("it names %q twice", key)
			} else if again {
				members[twice] = true
			}
			if members[key], err = strictValue(dec, repeats); err != nil {
				return nil, err
			}
		}
		_, err := dec.Token()
		return members, err
	}
	return token, nil
}
