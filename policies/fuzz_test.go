package policies

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// FuzzFill: whatever the values of a config are, each document is JSON of the same
// form as with plain words in their place, and its texts hold the values.
func FuzzFill(f *testing.F) {
	for _, v := range []string{"a", "", `"`, `\`, `","Effect":"Allow`, "${aws:username}", "{{account.id}}", "*", "</script>", "\x00\n\u2028\u202e", "é😀", "\xff", "<&>", "$(x)"} {
		f.Add(v, v, v)
	}
	f.Add("0", "\xc3", "\xa9") // an é in two halves
	f.Fuzz(func(t *testing.T, id, user, region string) {
		const mark = "\x01%d\x01" // stands for a value: no document has it
		var plain config.Config
		plain.Account.ID, plain.Admin.User, plain.Account.HomeRegion = fmt.Sprintf(mark, 1), fmt.Sprintf(mark, 2), fmt.Sprintf(mark, 3)
		var cfg config.Config
		cfg.Account.ID, cfg.Admin.User, cfg.Account.HomeRegion = id, user, region
		// What JSON cannot hold becomes a mark for it, one a byte. Each value by
		// itself: two halves of a character are no character in two places.
		held := func(s string) string { return string([]rune(s)) }
		want := strings.NewReplacer(plain.Account.ID, held(id), plain.Admin.User, held(user), plain.Account.HomeRegion, held(region))
		for _, name := range names() {
			filled, err := Fill(name, cfg)
			model, err2 := Fill(name, plain)
			if err != nil || err2 != nil {
				t.Fatal(name, err, err2)
			}
			var got, form any
			if json.Unmarshal(filled, &got) != nil || json.Unmarshal(model, &form) != nil {
				t.Fatalf("%s is no JSON: %s", name, filled)
			}
			if !same(got, form, want) {
				t.Errorf("%s is\n%s\nand with plain words\n%s", name, filled, model)
			}
		}
	})
}

// same reports whether got is form with the values in its texts.
func same(got, form any, values *strings.Replacer) bool {
	switch form := form.(type) {
	case string:
		return got == values.Replace(form)
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(form) {
			return false
		}
		for i := range form {
			if !same(list[i], form[i], values) {
				return false
			}
		}
		return true
	case map[string]any:
		members, ok := got.(map[string]any)
		if !ok || len(members) != len(form) {
			return false
		}
		for name := range form {
			// A name may hold a value, too: the account's ID in a condition.
			if !same(members[values.Replace(name)], form[name], values) {
				return false
			}
		}
		return true
	}
	return got == form
}
