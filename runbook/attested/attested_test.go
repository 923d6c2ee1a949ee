package attested

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/verify"
)

const account = "111122223333"

var now = time.Date(2026, 11, 22, 10, 30, 15, 0, time.UTC)

func attestation(id, who, note string) verify.Attestation {
	return verify.Attestation{ID: id, Who: who, At: now, Until: UsualDay(now), Note: note}
}

// with is the file with the attestation in it.
func with(t *testing.T, data []byte, a verify.Attestation) []byte {
	t.Helper()
	data, err := With("attested.yaml", data, account, a, now)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestNewFile holds the file word for word.
func TestNewFile(t *testing.T) {
	got := with(t, nil, attestation("root-recovery", "Jo Doe", "seen in the safe"))
	got = with(t, got, attestation("free-plan", "1", ""))
	want := fmt.Sprintf(head, account)
	want = strings.Replace(want, "steps: []\n", `steps:
  - id: root-recovery
    who: Jo Doe
    at: 2026-11-22T10:30:15Z
    until: 2027-11-22
    note: seen in the safe
  - id: free-plan
    who: "1"
    at: 2026-11-22T10:30:15Z
    until: 2027-11-22
`, 1)
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHostileText: whatever the config's free text may hold reads back as it is,
// and is the value of its key alone.
func TestHostileText(t *testing.T) {
	for _, v := range []string{
		"'", `"`, `\`, "$(touch x)", "`touch x`", "</script><b>", "- x", "# x", "x # y", ": ", "x: y", "a: {b", "[", "{}", "&a", "*a", "!!str x", "| ", ">", "%TAG", "---", "...", "@x", "?", "null", "~", "true", "0", "1_000", "2026-11-22",
		"é 日本 😀", "a\u00a0b", "\u3000x\u3000", " x ", "x ", strings.Repeat("note ", 24),
	} {
		data := with(t, nil, attestation("a", v, v))
		data = with(t, data, attestation("b", v, v))
		list, err := Parse("attested.yaml", data, account, now)
		if err != nil || len(list) != 2 || list[0].Who != v || list[0].Note != v || list[1].Note != v {
			t.Errorf("%q: got %v, %v in\n%s", v, list, err, data)
		}
	}
	for _, v := range []string{"a\nb", "a\rb", "\x00", "\x1b[2J", "a\u202eb", "a\u200bb", "\u2028", "\ufeff", "\xff", " ", strings.Repeat("x", WhoLength+1)} {
		if data, err := With("attested.yaml", nil, account, attestation("a", v, ""), now); err == nil {
			t.Errorf("who is %q, and that is no error:\n%s", v, data)
		}
	}
}

// TestEditKeeps: comments, order and what other steps say stay.
func TestEditKeeps(t *testing.T) {
	data := []byte(`# mine
version: 1 # the first
account: "111122223333"

# the list
steps:
  # about a
  - {id: a, who: Al, at: "2026-01-02T03:04:05+01:00", until: 2026-12-31} # behind a
  - id: b
    # about who
    who: Bo
    at: 2026-01-02T03:04:05Z
    until: 2026-12-31
# the end
`)
	got := string(with(t, data, attestation("b", "Jo", "anew")))
	for _, want := range []string{"# mine\n", "# the first\n", "# the list\n", "# about a\n", "who: Al, at: \"2026-01-02T03:04:05+01:00\"", "# behind a\n", "- id: b\n    who: Jo\n", "# the end\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is lost in\n%s", want, got)
		}
	}
	without, err := Without("attested.yaml", []byte(got), account, "a", now)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := Parse("attested.yaml", without, account, now); err != nil || len(list) != 1 || list[0].ID != "b" {
		t.Errorf("got %v, %v", list, err)
	}
	none, err := Without("attested.yaml", without, account, "b", now)
	if err != nil || !strings.Contains(string(none), "# mine\n") {
		t.Errorf("%v in\n%s", err, none)
	}
	with(t, none, attestation("c", "Jo", ""))
}

// TestListGoesInAnywhere: a file that a person wrote in another style is added to.
func TestListGoesInAnywhere(t *testing.T) {
	for _, data := range []string{
		"version: 1\naccount: \"111122223333\"\n",
		"version: 1\naccount: \"111122223333\"\nsteps:\n",
		"version: 1\naccount: \"111122223333\"\nsteps: null\n",
		"{version: 1, account: '111122223333'}",
		"{version: 1, account: '111122223333', steps: []}",
		"steps: []\naccount: '111122223333'\nversion: 1",
		"\ufeffversion: 1\r\naccount: \"111122223333\"\r\nsteps: []\r\n",
	} {
		got := with(t, []byte(data), attestation("a", "Jo", "x"))
		if list, err := Parse("attested.yaml", got, account, now); err != nil || len(list) != 1 {
			t.Errorf("%q became\n%s\n%v", data, got, err)
		}
	}
}

// TestRefused: what is wrong is named with line, key, value and a fix.
func TestRefused(t *testing.T) {
	const good = "version: 1\naccount: \"111122223333\"\nsteps:\n  - id: a\n    who: Jo\n    at: 2026-11-22T10:00:00Z\n    until: 2027-11-22\n    note: x\n"
	if _, err := Parse("f", []byte(good), account, now); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, with, want string }{
		{"version: 1", "version: 2", "f:1: version: \"2\" is a version"},
		{"version: 1\n", "", "version: is missing"},
		{"\"111122223333\"", "111122223333", "f:2: account: \"111122223333\" is not text"},
		{"\"111122223333\"", "\"222233334444\"", "f:2: account: \"222233334444\" is not the account of this book"},
		{"\"111122223333\"", "\"1111\"", "f:2: account: \"1111\" is not a 12-digit"},
		{"note: x", "nots: x", "f:8: steps[0].nots: no such key"},
		{"note: x", "note: x\n    note: y", "f:9: steps[0].note: the key is here twice"},
		{"note: x", "note: \"a\\nb\"", "f:8: steps[0].note: \"a\\nb\" holds U+000A"},
		{"note: x", "note: \"a\\u202eb\"", "f:8: steps[0].note: \"a\\u202eb\" holds U+202E"},
		{"note: x", "note: " + strings.Repeat("x", NoteLength+1), "is longer than 500 characters"},
		{"note: x", "note: 5", "f:8: steps[0].note: \"5\" is not text"},
		{"note: x", "note: &a x", "YAML anchors are not supported"},
		{"who: Jo\n", "who: \"\"\n", "f:5: steps[0].who: \"\" is empty"},
		{"    who: Jo\n", "", "f:4: steps[0].who: is missing"},
		{"id: a", "id: A b", "f:4: steps[0].id: \"A b\" is not the name of a step"},
		{"10:00:00Z", "25:00:00Z", "f:6: steps[0].at: \"2026-11-22T25:00:00Z\" is not a time"},
		{"2026-11-22T10:00:00Z", "2026-11-22", "is not a time"},
		{"2026-11-22T10:00:00Z", "2026-11-23T10:30:16Z", "f:6: steps[0].at: \"2026-11-23T10:30:16Z\" is still to come"},
		{"    at: 2026-11-22T10:00:00Z\n", "", "steps[0].at: is missing"},
		{"    until: 2027-11-22\n", "", "steps[0].until: is missing"},
		{"2027-11-22", "2027-11-31", "f:7: steps[0].until: \"2027-11-31\" is not a date"},
		{"2027-11-22", "2026-11-21", "is before the day on which it was said"},
		{"2027-11-22", "2031-11-23", "is more than 5 years after it was said"},
		{"    note: x\n", "    note: x\n  - {id: a, who: x, at: 2026-11-22T10:00:00Z, until: 2026-11-22}\n", "f:9: steps[1].id: \"a\" is here twice"},
		{good, "", "f:1: the file is empty"},
		{good, "steps: [", "this is not YAML"},
		{good, "- x", "a list is not a group of keys"},
		{good, good + "---\nversion: 1\n", "a second YAML document"},
		{good, good + "\x00", "control character"},
		{good, "version: 1\naccount: \"111122223333\"\nsteps: [" + strings.Repeat("{id: a},", most+1) + "]", "the list has 201 items"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("there is no %q", c.old)
		}
		_, err := Parse("f", []byte(strings.Replace(good, c.old, c.with, 1)), account, now)
		var wrong *config.Error
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) || wrong.Hint() == "" {
			t.Errorf("%.60q in place of %.60q: got %v, want %s", c.with, c.old, err, c.want)
		}
		if _, err := With("f", []byte(strings.Replace(good, c.old, c.with, 1)), account, attestation("b", "Jo", ""), now); err == nil {
			t.Errorf("%.60q in place of %.60q: it is written over", c.with, c.old)
		}
	}
}

// TestDays: a year on, or five, in UTC.
func TestDays(t *testing.T) {
	at := time.Date(2028, 2, 29, 23, 30, 0, 0, time.FixedZone("", -3600)) // 1 March in UTC
	if got := UsualDay(at).Format(time.RFC3339); got != "2029-03-01T00:00:00Z" {
		t.Error(got)
	}
	if got := LastDay(at).Format(time.RFC3339); got != "2033-03-01T00:00:00Z" {
		t.Error(got)
	}
}
