package report

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	dom "golang.org/x/net/html"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/testneeds"
)

// TestMarkdown holds a report word for word.
func TestMarkdown(t *testing.T) {
	want := `# AWS account 111122223333: 1 done, 1 todo; done before and not now: long-id

Read live as arn:aws:iam::111122223333:user/x at 2026-11-22 10:00 UTC.

**This evidence is 3 days old: what it says may have changed.**

## Root: lock the front door (1 of 1 done)

| Status | Number | Step | What was found |
| --- | --- | --- | --- |
| ✓ done | 1 | a | it is |

## Money: no surprise bill (0 of 1 done)

| Status | Number | Step | What was found |
| --- | --- | --- | --- |
| ✗ todo (was done) | 2 | long-id | was done on 2026-11-20, is not any more: an alarm named �\[2J�evil���\</script\> |

What is not as it should be:

- long-id
  - sg-1 in us-east-1: is open
  - to read it takes ` + "`ec2:Describe*`" + `

## What to do now

- **next:** 2\. long-id (Do� the money), as x�\[1m, about 5 minutes: hardbook steps long-id -c 'my file.yaml'
`
	r := sample()
	r.Source.Age = "3 days"
	r.Steps[1].Findings = []runbook.Finding{{Resource: "sg-1", Region: "us-east-1", Detail: "is open"}, {OK: true, Resource: "sg-2", Detail: "is shut"}}
	r.Steps[1].Missing = []string{"ec2:Describe*"}
	if got := string(written(t, "markdown", r, guide())); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarkdownIsClean by the rules that the book is held to.
func TestMarkdownIsClean(t *testing.T) {
	node := testneeds.Program(t, "node")
	linter := testneeds.NPM(t, "markdownlint-cli2/markdownlint-cli2-bin.mjs")
	rules := filepath.Join("..", "..", ".ci", "npm", ".markdownlint-cli2.jsonc")
	lint := func(document []byte) (string, error) {
		out, err := exec.Command(node, linter, "--config", rules, ":"+file(t, "report.md", document)).CombinedOutput()
		return string(out), err
	}
	r, g := realReport(t)
	example := written(t, "markdown", r, g)
	hostile, words := each(strings.Join(hostile(), " "))
	strange := writtenMany(t, "markdown", "<b>|_x_[y](z)#1 @a")
	for _, document := range [][]byte{example, written(t, "markdown", hostile, words), writtenMany(t, "markdown", "x"), strange} {
		if out, err := lint(document); err != nil {
			t.Errorf("%v: %s\n%s", err, out, document)
		}
	}
	if out, err := lint(append(example, "\n#x\n"...)); err == nil || !strings.Contains(out, "MD018") {
		t.Errorf("of bad Markdown the linter says: %v\n%s", err, out)
	}
}

// shown is what a reader of Markdown as on GitHub makes of it: the elements with
// their attributes, and the text of those that hold only text.
func shown(t testing.TB, document []byte) (structure, texts []string) {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Convert(document, &page); err != nil {
		t.Fatal(err)
	}
	root, err := dom.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		switch n.Type {
		case dom.CommentNode:
			structure = append(structure, "comment")
		case dom.TextNode:
			texts = append(texts, strings.ReplaceAll(n.Data, "\u200b", ""))
		case dom.ElementNode:
			e := n.Data
			for _, a := range n.Attr {
				e += " " + a.Key
			}
			structure = append(structure, e)
		}
	}
	return structure, texts
}

// TestMarkdownIsInert: names chosen by somebody else are text, and read as they
// are; none calls a person or points at an issue.
func TestMarkdownIsInert(t *testing.T) {
	r, g := each("x")
	want, _ := shown(t, written(t, "markdown", r, g))
	withoutCode := func(all []string) []string { // a bar makes text of what would be code
		return slices.DeleteFunc(slices.Clone(all), func(e string) bool { return e == "code" })
	}
	for _, v := range hostile() {
		r, g := each(v)
		document := written(t, "markdown", r, g)
		got, texts := shown(t, document)
		if !slices.Equal(withoutCode(got), withoutCode(want)) {
			t.Errorf("%q makes %q, want %q", v, got, want)
		}
		if clean := strings.TrimSpace(quote.Terminal(v)); !slices.Contains(texts, clean) {
			t.Errorf("%q does not read as itself in\n%s", v, document)
		}
	}
	for value, want := range map[string]string{
		"@everyone": `\@&#8203;everyone`, "@@a/b": `\@&#8203;\@&#8203;a/b`, "x.@a": `x.\@&#8203;a`, "é@a": `é\@&#8203;a`, "#1": `\#&#8203;1`, "a/b#1": `a/b\#&#8203;1`,
		"you@example.com": `you\@example.com`, `\@a`: `\\\@&#8203;a`, `x\@a`: `x\\\@&#8203;a`,
	} {
		if got := escaped(value); got != want {
			t.Errorf("%q is %q, want %q", value, got, want)
		}
	}
}
