package evidence

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// strictJSON reads one JSON value and refuses an object that names a member
// twice: readers differ in which of the two counts. Numbers stay as written.
func strictJSON(b []byte) (any, error) {
	if !json.Valid(b) { // it also bounds how deep values nest
		return nil, errors.New("it is not JSON")
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.UseNumber()
	return strictValue(dec)
}

func strictValue(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			item, err := strictValue(dec)
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
			if _, twice := members[key]; twice {
				return nil, fmt.Errorf("it names %q twice", key)
			}
			if members[key], err = strictValue(dec); err != nil {
				return nil, err
			}
		}
		_, err := dec.Token()
		return members, err
	}
	return token, nil
}
