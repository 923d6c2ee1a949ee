package evidence

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// Shorthand is a parameter that is a structure of strings and numbers, as the
// aws command line takes it: "NotificationType=ACTUAL,Threshold=80.0". So an
// item of Each can be one: a JMESPath can join it out of an answer.
type Shorthand string

// number is one that needs no quotes in shorthand.
var number = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// MarshalJSON is the structure as the API takes it. A value that reads like a
// number is one.
func (s Shorthand) MarshalJSON() ([]byte, error) {
	members := map[string]any{}
	for _, member := range strings.Split(string(s), ",") {
		name, value, ok := strings.Cut(member, "=")
		if !ok || name == "" {
			return nil, fmt.Errorf("%q is not a name and a value", member)
		}
		members[name] = value
		if number.MatchString(value) {
			members[name] = json.Number(value)
		}
	}
	return json.Marshal(members)
}
