package verify

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// MaxStatus is far above the size of any real status.json, in bytes.
const MaxStatus = 16 << 20

// ParseReport reads a status.json. It fails on a text that no hardbook of this
// version wrote: one that is damaged, or has words in it that are not ours.
func ParseReport(raw []byte) (Report, error) {
	const most = 500_000 // parts: a short one can take much memory
	var r Report
	if len(raw) > MaxStatus || bytes.Count(raw, []byte(",")) > most {
		return Report{}, errors.New("it is larger than any that hardbook wrote")
	}
	if err := json.Unmarshal(raw, &r); err != nil {
		return Report{}, fmt.Errorf("it is damaged: %w", err)
	}
	if r.Schema != ReportSchema {
		return Report{}, fmt.Errorf("its schema is %q, not %q", r.Schema, ReportSchema)
	}
	return r, r.Validate()
}
