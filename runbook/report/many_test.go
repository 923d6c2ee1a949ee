package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/terminal"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// several are four accounts: one with everything, one where something was lost,
// one that could not be verified, and one whose config could not be read. They say
// v wherever a name may stand that somebody else chose.
func several(v string, full bool) Accounts {
	r, g := each(v)
	done, _ := each("x")
	done.Account, done.Steps = "222233334444", done.Steps[:1]
	for status := range done.Summary {
		done.Summary[status] = 0
	}
	done.Summary[runbook.StatusDone] = 1
	return Accounts{Index: "out/" + v, List: []Account{
		NewAccount(verify.Outcome{Name: "acme", Config: v, Account: "111122223333", Report: r, Book: true}, g, full),
		NewAccount(verify.Outcome{Name: "beta", Config: v, Account: "222233334444", Report: done}, guide(), full),
		NewAccount(verify.Outcome{Name: "gone", Config: v, Account: "333344445555", Err: errors.New(v + "\nsecond line")}, Guide{}, full),
		NewAccount(verify.Outcome{Name: v, Config: v, Err: errors.New("bad: " + v)}, Guide{}, full),
	}}
}

// writtenMany is a report on several accounts in a format.
func writtenMany(t testing.TB, name, v string) []byte {
	t.Helper()
	i := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == name })
	var out bytes.Buffer
	if err := Formats()[i].WriteMany(&out, several(v, Formats()[i].Full)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestManyText holds the table word for word.
func TestManyText(t *testing.T) {
	want := `name   account       done  todo  waiting  unknown  by hand  attested
acme   111122223333     1     1        1        1        1         1  3 lost: step-todo, step-waiting, step-unknown
beta   222233334444     1     0        0        0        0         0  all done
gone   333344445555     -     -        -        -        -         -  not verified: x�[2J
x�[2J                   -     -        -        -        -         -  not verified: bad: x�[2J

4 accounts, 2 not verified; 2 done, 1 todo, 1 waiting, 1 unknown, 1 manual, 1 attested, 1 not-applicable, 1 skipped; 3 done before and not now

next:    acme: step-todo was done on 2026-11-20, is not any more: x�[2J: hardbook steps step-todo -c x�[2J
books:   out/x�[2J
`
	if got := string(writtenMany(t, "text", "x\x1b[2J")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestManyWidths: nothing is wider than the screen, and the counts are there.
func TestManyWidths(t *testing.T) {
	for _, width := range []int{30, 40, 80, 100, 200} {
		var out bytes.Buffer
		if err := writeManyText(&out, several("a-name", false), terminal.Screen{Width: width, Colour: true}); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(out.String()) {
			if w := terminal.Width(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("%d columns, not %d: %q", w, width, line)
			}
		}
		words := strings.Join(strings.Fields(terminalText(out.String())), " ")
		for _, want := range []string{"all done", "not verified: bad: a-name", "step-todo, step-waiting, step-unknown", "4 accounts, 2 not"} {
			if !strings.Contains(words, want) {
				t.Errorf("at %d there is no %q in\n%s", width, want, words)
			}
		}
	}
}

// terminalText is what was written without its colours.
func terminalText(s string) string {
	for _, code := range []string{"1", "22", "31", "32", "33", "39"} {
		s = strings.ReplaceAll(s, "\x1b["+code+"m", "")
	}
	return s
}

// TestUrgent: what was lost comes first, then what could not be verified, then the
// step that stands first in the book.
func TestUrgent(t *testing.T) {
	all := several("x", true)
	r, g := realReport(t)
	later := r
	later.Steps = slices.Clone(r.Steps)
	for i := range 11 {
		later.Steps[i].Status = runbook.StatusDone
	}
	a := NewAccount(verify.Outcome{Name: "a", Report: later}, g, false)
	b := NewAccount(verify.Outcome{Name: "b", Report: r}, g, false)
	for name, c := range map[string]struct {
		list []Account
		want string
	}{
		"lost":   {all.List, "acme: step-todo was done"},
		"failed": {append([]Account{b}, all.List[1:]...), "gone: not verified: x"},
		"first":  {[]Account{a, b}, "b: 8. alternate-contacts"},
		"done":   {all.List[1:2], "all that hardbook can see is done"},
	} {
		if got := (Accounts{List: c.list}).urgent(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

const publishedMany = "../../docs/verify-many.schema.json"

// TestManyJSONFitsItsSchema, and what is none does not.
func TestManyJSONFitsItsSchema(t *testing.T) {
	s := schema(t, publishedMany)
	for _, v := range append(hostile(), "x") {
		if err := fits(t, s, writtenMany(t, "json", v)); err != nil {
			t.Errorf("%q: %v", v, err)
		}
	}
	good := writtenMany(t, "json", "x")
	for old, with := range map[string]string{
		`"schema": "hardbook/verify-many/v1"`: `"schema": "hardbook/verify/v1"`,
		`"schema": "hardbook/verify/v1"`:      `"schema": "hardbook/verify/v2"`,
		`"status": "todo"`:                    `"status": "to do"`,
		`"config"`:                            `"file"`,
		`"error"`:                             `"trouble"`,
		`"report"`:                            `"rep"`,
		`"failed": 2`:                         `"failed": -1`,
	} {
		if err := fits(t, s, replaced(t, good, old, with)); err == nil {
			t.Errorf("with %s it fits", with)
		}
	}
}

// TestManySchemaIsWhole: it holds the very schema of one report, and the members
// that hardbook writes.
func TestManySchemaIsWhole(t *testing.T) {
	var many struct {
		Defs map[string]json.RawMessage `json:"$defs"`
	}
	read := func(file string, into any) {
		raw, err := os.ReadFile(file)
		if err == nil {
			err = json.Unmarshal(raw, into)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var one any
	read(publishedMany, &many)
	read(published, &one)
	var inside any
	if err := json.Unmarshal(many.Defs["report"], &inside); err != nil || !reflect.DeepEqual(one, inside) {
		t.Errorf("%v: $defs/report of %s is not %s: copy it there", err, publishedMany, published)
	}
	for of, name := range map[reflect.Type]string{reflect.TypeFor[accountJSON](): "account", reflect.TypeFor[summaryJSON](): "summary"} {
		var n node
		if err := json.Unmarshal(many.Defs[name], &n); err != nil || len(n.Properties) != of.NumField() {
			t.Errorf("%v: %s has %d members", err, name, len(n.Properties))
		}
		for f := range of.Fields() {
			member, option, _ := strings.Cut(f.Tag.Get("json"), ",")
			if _, ok := n.Properties[member]; !ok || slices.Contains(n.Required, member) != (option == "") {
				t.Errorf("%s: the schema has no %q, or requires it and should not", name, member)
			}
		}
	}
}

// TestManyIsInert: names of files and accounts are text in every format.
func TestManyIsInert(t *testing.T) {
	tests, _ := elements(t, writtenMany(t, "junit", "x"))
	page, _ := shown(t, writtenMany(t, "markdown", "x"))
	for _, v := range hostile() {
		if got, _ := elements(t, writtenMany(t, "junit", v)); !slices.Equal(got, tests) {
			t.Errorf("JUnit: %q makes %q", v, got)
		}
		got, _ := shown(t, writtenMany(t, "markdown", v))
		if !slices.Equal(got, page) {
			t.Errorf("Markdown: %q makes %q, want %q", v, got, page)
		}
		for name, raw := range map[string][]byte{"text": writtenMany(t, "text", v), "json": writtenMany(t, "json", v), "sarif": writtenMany(t, "sarif", v)} {
			for line := range strings.Lines(string(raw)) {
				if line = strings.TrimSuffix(line, "\n"); quote.Terminal(line) != line {
					t.Errorf("%s: %q makes %q", name, v, line)
				}
			}
		}
	}
}

// TestManySARIF: a run for each account, which no other run is taken for; one that
// failed says so. It fits the schema, and the validator has nothing against it.
func TestManySARIF(t *testing.T) {
	var log sarifLog
	raw := writtenMany(t, "sarif", "x y")
	if err := json.Unmarshal(raw, &log); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i, run := range log.Runs {
		ids = append(ids, run.AutomationDetails.ID)
		end := run.Invocations[0]
		wrong := slices.ContainsFunc(end.Notifications, func(n sarifNotification) bool { return n.Level == "error" })
		if good := i < 2; end.Successful != good || wrong == good {
			t.Errorf("run %d: %+v", i, end)
		}
	}
	if want := []string{"hardbook/111122223333/", "hardbook/222233334444/", "hardbook/x%20y/", "hardbook/x%20y/2/"}; !slices.Equal(ids, want) {
		t.Errorf("the runs are %q", ids)
	}
	s := schema(t, testneeds.NPM(t, multitool("sarif-2.1.0.json")))
	for _, v := range append(hostile(), "x") {
		if err := fits(t, s, writtenMany(t, "sarif", v)); err != nil {
			t.Errorf("%q: %v", v, err)
		}
	}
	program := testneeds.NPM(t, multitool("Sarif.Multitool"))
	cmd := exec.Command(program, "validate", file(t, "hardbook.sarif", writtenMany(t, "sarif", strings.Join(hostile(), " "))), "--rule-kind", "Sarif;Ghas")
	cmd.Env = append(os.Environ(), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1")
	if out, err := cmd.CombinedOutput(); err != nil || strings.Contains(string(out), ": error ") || !strings.Contains(string(out), "Analysis completed successfully") {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestBriefIsEnough: the formats that are not Full write the same of brief reports.
func TestBriefIsEnough(t *testing.T) {
	for _, f := range Formats() {
		var full, brief bytes.Buffer
		if err := errors.Join(f.WriteMany(&full, several("x", true)), f.WriteMany(&brief, several("x", false))); err != nil {
			t.Fatal(err)
		}
		if same := full.String() == brief.String(); same == f.Full {
			t.Errorf("%s: Full is %v, and the same of both: %v", f.Name, f.Full, same)
		}
	}
}
