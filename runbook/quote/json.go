package quote

import (
	"bytes"
	"encoding/json"
)

// JSON writes a value as JSON in which <, > and & stand as they are, with an end of
// line. An indent of "" means one line. It fails on what JSON cannot hold.
func JSON(v any, indent string) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return out.Bytes(), err
}
