package example_test

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// A damage is what may happen to a file of an evidence folder. It changes files,
// in which path has this content.
type damage struct {
	name  string
	do    func(files fstest.MapFS, path string, body []byte)
	spare string // files, with spaces between, to which it does nothing
}

// damages are those after which a file tells nothing.
func damages() []damage {
	becomes := func(name string, change func(body []byte) []byte) damage {
		return damage{name: name, do: func(files fstest.MapFS, path string, body []byte) {
			files[path] = &fstest.MapFile{Data: change(body)}
		}, spare: ".err"} // an error's text counts if AWS's words are anywhere in it
	}
	is := func(name, content string) damage {
		return damage{name: name, do: func(files fstest.MapFS, path string, _ []byte) {
			files[path] = &fstest.MapFile{Data: []byte(content)}
		}}
	}
	fails := func(name, text string) damage {
		return damage{name: name, do: func(files fstest.MapFS, path string, _ []byte) {
			delete(files, path)
			files[bare(path)+".err"] = &fstest.MapFile{Data: []byte(text)}
		}}
	}
	const noBudgets = "budgets-describe-budgets.json" // an account without budgets has no list of them
	return []damage{
		{name: "missing", do: func(files fstest.MapFS, path string, _ []byte) { delete(files, path) }},
		{name: "a folder in its place", do: func(files fstest.MapFS, path string, _ []byte) {
			delete(files, path)
			files[path+"/x"] = &fstest.MapFile{}
		}},
		{name: "moved to another Region", do: func(files fstest.MapFS, path string, _ []byte) {
			files[strings.Replace(path, "-", "-x", 1)] = files[path]
			delete(files, path)
		}},
		becomes("cut short", func(body []byte) []byte { return body[:len(body)/2] }),
		becomes("without its last bracket", func(body []byte) []byte { return bytes.TrimRight(body, "} \n") }),
		becomes("twice in one file", func(body []byte) []byte { return append(slices.Clone(body), body...) }),
		becomes("each member twice", func(body []byte) []byte {
			inner := bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(body), []byte("{")), []byte("}"))
			return slices.Concat([]byte("{"), inner, []byte(","), inner, []byte("}"))
		}),
		becomes("in a list", func(body []byte) []byte { return slices.Concat([]byte("["), body, []byte("]")) }),
		becomes("NUL bytes at its end", func(body []byte) []byte { return append(slices.Clone(body), 0, 0, 0) }),
		becomes("in UTF-16", func(body []byte) []byte { return bytes.ReplaceAll(body, []byte(""), []byte{0}) }),
		{name: "says that there are more pages", do: func(files fstest.MapFS, path string, body []byte) {
			files[path] = &fstest.MapFile{Data: bytes.Replace(body, []byte("{"), []byte(`{"NextToken":"x",`), 1)}
		}, spare: ".err manifest.json iam-generate-credential-report.json"},
		is("empty", ""), is("null", "null"), is("an empty list", "[]"), is("a word", `"done"`), is("NUL bytes", strings.Repeat("\x00", 4096)),
		is("a page of HTML", "<html><body>403 Forbidden</body></html>"),
		is("nested without end", strings.Repeat("[", 1_000_000)),
		{name: "an empty object", do: is("", "{}").do, spare: noBudgets},
		{name: "nested deep", do: is("", strings.Repeat(`{"a":`, 9_000)+"1"+strings.Repeat("}", 9_000)).do, spare: noBudgets},
		fails("refused", "An error occurred (AccessDenied) when calling the X operation: no\n"),
		fails("failed without a word", ""),
		fails("failed with rubbish", strings.Repeat("\xff\x00", 1000)),
	}
}

// spares reports whether the damage does nothing to a file.
func (d damage) spares(path string) bool {
	return slices.ContainsFunc(strings.Fields(d.spare), func(end string) bool { return strings.HasSuffix(path, end) })
}

// bare is a path without the ending of an answer or an error.
func bare(path string) string { return strings.TrimSuffix(strings.TrimSuffix(path, ".json"), ".err") }

// sample is the evidence folder of the sample account.
func sample(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(example.Evidence(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(example.Evidence(), path)
		files[path] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

func sampleBook(t testing.TB) runbook.Book {
	t.Helper()
	book, _, err := render.NewBook(templates.FS, config.Example(), steps.All())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// judged is how each step stands by a folder, and nil where the folder as a whole is refused.
func judged(t testing.TB, book runbook.Book, files fs.FS, only ...string) map[string]verify.StepReport {
	t.Helper()
	e, err := evidence.Open(files, book.Config)
	if err != nil {
		return nil
	}
	e.Load(book.Calls(only...))
	report := verify.Run(book, e, nil, only...)
	by := map[string]verify.StepReport{}
	for _, s := range report.Steps {
		by[s.ID] = s
	}
	return by
}

// readers are the steps that read a file, as far as its name tells; all for none.
func readers(book runbook.Book, file string) []string {
	var ids []string
	for _, entry := range book.Entries {
		reads := func(c evidence.Call) bool { return strings.HasPrefix(path.Base(file), c.Name()) }
		if slices.ContainsFunc(entry.Step.Check.Calls(), reads) {
			ids = append(ids, entry.Step.ID)
		}
	}
	return ids
}

// neverMore reports ticks that the whole folder does not give.
func neverMore(t testing.TB, what string, whole, got map[string]verify.StepReport) {
	t.Helper()
	for id, s := range got {
		if s.Status == runbook.StatusDone && whole[id].Status != runbook.StatusDone {
			t.Errorf("%s: %s is done (%s), and was %s", what, id, s.Reason, whole[id].Status)
		}
	}
}

// moot reports whether a file is about what a role or a bucket has that is not
// there: another call says so, and no more is needed.
func moot(files fstest.MapFS, file string) bool {
	command, of, _ := strings.Cut(path.Base(file), ".")
	said := map[string]string{
		"iam-list-role-policies": "iam-get-role", "iam-list-attached-role-policies": "iam-get-role",
		"s3api-get-bucket-acl": "s3api-get-bucket-versioning",
	}[command]
	_, gone := files[path.Dir(file)+"/"+said+"."+of]
	return gone && strings.HasSuffix(of, ".err")
}

// TestDamagedFiles does each damage to each file of the sample account. No step is
// done by it, and some step says that it cannot be read.
func TestDamagedFiles(t *testing.T) {
	book := sampleBook(t)
	clean := sample(t)
	whole := judged(t, book, clean)
	for _, d := range damages() {
		t.Run(d.name, func(t *testing.T) {
			for path, file := range clean {
				if d.spares(path) || moot(clean, path) {
					continue
				}
				files := maps.Clone(clean)
				d.do(files, path, file.Data)
				got := judged(t, book, files, readers(book, path)...)
				neverMore(t, path, whole, got)
				said := path == "manifest.json" && got == nil
				for id, s := range got {
					said = said || s.Status != whole[id].Status || s.Reason != whole[id].Reason
				}
				if !said {
					t.Errorf("%s: no step says anything of it", path)
				}
			}
		})
	}
}
