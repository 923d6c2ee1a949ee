package attested

import (
	"errors"
	"testing"

	"hardbook/runbook/config"
)

// FuzzFile: whatever a file holds, it is refused with its problems, or one more
// step can be written into it and taken out again.
func FuzzFile(f *testing.F) {
	const head = "version: 1\naccount: \"111122223333\"\n"
	for _, seed := range []string{
		"", head, head + "steps:\n", head + "steps: []\n# end", "{version: 1, account: '111122223333', steps: []}",
		head + "steps:\n  # a\n  - {id: a, who: 'A', at: 2026-01-02T03:04:05+01:00, until: 2026-12-31}\n  - id: b\n    who: |\n      Bo\n    at: \"2026-01-02T03:04:05Z\"\n    until: 2026-12-31\n",
		head + "steps:\n- id: b\n  who: >-\n   Bo\n  at: 2026-01-02T03:04:05Z\n  until: 2026-12-31\n  note: \"a\\u00a0b\"\n",
	} {
		f.Add([]byte(seed), "Jo", "seen")
	}
	f.Fuzz(func(t *testing.T, data []byte, who, note string) {
		list, err := Parse("f", data, account, now)
		var wrong *config.Error
		if err != nil {
			if !errors.As(err, &wrong) {
				t.Fatalf("%v is no *config.Error", err)
			}
			return
		}
		more, err := With("f", data, account, attestation("one-more", who, note), now)
		if err != nil {
			if !errors.As(err, &wrong) {
				t.Fatalf("%v in\n%q", err, data)
			}
			return // a bad text, or one step too many
		}
		less, err := Without("f", more, account, "one-more", now)
		if err != nil {
			t.Fatalf("%v in\n%s", err, more)
		}
		left, err := Parse("f", less, account, now)
		was := len(list) // without an older word on the same step
		if i := Index(list, "one-more"); i >= 0 {
			was--
		}
		if err != nil || len(left) != was {
			t.Errorf("%d steps became %d, %v in\n%s", was, len(left), err, less)
		}
	})
}
