package report

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// realReport is the report on the sample account, as verify makes it.
func realReport(t testing.TB) (verify.Report, Guide) {
	t.Helper()
	cfg := config.Example()
	book, texts, err := render.NewBook(templates.FS, cfg, steps.All())
	if err != nil {
		t.Fatal(err)
	}
	e, err := evidence.Open(example.Evidence(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	e.Load(book.Calls())
	g, titles := Guide{Book: book, Tasks: map[string]Task{}}, map[string]string{}
	for id, text := range texts {
		titles[id] = text.Title
		g.Tasks[id] = Task{Who: "you", Minutes: text.Minutes, Line: 7}
	}
	r := verify.Run(book, e, titles)
	r.Source.Kind, r.Source.Dir, r.CheckedAt = "evidence", "example", day()
	return r, g
}

func day() time.Time { return time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC) }

// each is a report with a step of each status, which says v wherever a name may
// stand that somebody else chose.
func each(v string) (verify.Report, Guide) {
	r := verify.Report{
		Schema: verify.ReportSchema, Account: "111122223333", CheckedAt: day(), Summary: map[runbook.Status]int{},
		Source: verify.ReportSource{Kind: "evidence", Identity: v, Dir: v, CollectedAt: day(), Age: "3 days"},
	}
	g := Guide{Tasks: map[string]Task{}, Flags: " -c " + v, Runbook: "out/" + v}
	for i, status := range runbook.Statuses() {
		id := "step-" + string(status)
		g.Book.Entries = append(g.Book.Entries, runbook.Entry{Number: i + 1, Step: runbook.Step{ID: id, Phase: runbook.Phase(i/2 + 1)}})
		g.Tasks[id] = Task{Who: v, Minutes: 5}
		r.Summary[status]++
		r.Steps = append(r.Steps, verify.StepReport{
			ID: id, Title: v, Phase: runbook.Phase(i/2 + 1).String(), Status: status, Reason: v, Was: runbook.StatusDone,
			History:  append(lost()[:1], verify.Spell{Status: status, From: day(), Until: day()}),
			Findings: []runbook.Finding{{OK: true, Resource: v, Detail: v}, {Resource: "x" + v, Region: "us-east-1", Detail: v}, {Resource: v, Detail: v, Kind: "denied"}},
			Missing:  []string{v}, Kinds: []string{"denied", "throttled"},
		})
	}
	return r, g
}

// hostile are names that would like to be more than names.
func hostile() []string {
	return []string{
		"]]>", "<![CDATA[x]]>", "</failure><error/>", "&amp;&#0;&x;", `"><b>`, "<!-- x", "<?x?>", "a\x00b", "\x1b[2Jx", "a\nb\r\n# c", "\ufffe\uffff", "a\u202eb", "\xff", "\U000e0001",
		"[x](http://evil.example)", "![x](http://evil.example)", "[x](1)", "{0}", "{", "}}", "<http://evil.example>", "http://evil.example/", "www.evil.example", "you@evil.example",
		"</script><img src=x onerror=x>", "| a | b |", "a|b", "`x`", "**x**", "_x_", "# h", "- x", "1. x", "> x", "```", "---", "    x", "~~x~~", "@everyone", "@@a/b", "x#1", "$x$", `\`, `\[x\](y)`, "%s", "é 日本 😀",
	}
}

// written is a report in a format.
func written(t testing.TB, name string, r verify.Report, g Guide) []byte {
	t.Helper()
	for _, f := range Formats() {
		if f.Name != name {
			continue
		}
		var out bytes.Buffer
		if err := f.Write(&out, r, g); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	t.Fatalf("there is no format %q", name)
	return nil
}

// schema is a JSON Schema in a file.
func schema(t testing.TB, file string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	s, err := c.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// fits is what a schema has to say against a JSON document.
func fits(t testing.TB, s *jsonschema.Schema, document []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatalf("%v in\n%s", err, document)
	}
	return s.Validate(v)
}

// file is a file with this content, in a folder of its own.
func file(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := t.TempDir() + "/" + name
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// replaced is a document with one thing in it put otherwise.
func replaced(t testing.TB, document []byte, old, with string) []byte {
	t.Helper()
	s := string(document)
	if !strings.Contains(s, old) {
		t.Fatalf("there is no %s in\n%s", old, s)
	}
	return []byte(strings.Replace(s, old, with, 1))
}
