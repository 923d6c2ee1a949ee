package evidence

import (
	"encoding/json"
	"fmt"
	"time"
)

// Time is a time in an answer. The aws command line prints some as ISO 8601
// (version 2 always, version 1 for IAM) and some as seconds since 1970
// (version 1 for services that speak JSON or CBOR).
type Time struct{ time.Time }

// lastSecond is the end of the year 9999: what is beyond it was no time.
const lastSecond = 253402300799

// UnmarshalJSON reads either form. null leaves the zero time.
func (t *Time) UnmarshalJSON(b []byte) error {
	var value any
	if err := json.Unmarshal(b, &value); err != nil {
		return err
	}
	switch v := value.(type) {
	case nil:
		return nil
	case float64:
		if v < -lastSecond || v > lastSecond {
			return fmt.Errorf("%s is not a time", b)
		}
		seconds := int64(v)
		t.Time = time.Unix(seconds, int64((v-float64(seconds))*1e9)).UTC()
		return nil
	case string:
		parsed, err := time.Parse(time.RFC3339, v)
		t.Time = parsed.UTC()
		return err
	}
	return fmt.Errorf("%s is not a time", b)
}
