package main

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook/example"
)

// An attacker is who chose the names in an account: each name in turn gets the
// next of the attacks, in a manner.
type attacker struct {
	attacks []string
	manner  int // one of the manners below
	turn    int
}

const (
	named  = iota // every name, ARN, description and the like says more than it should
	beside        // every list has one thing more, which does
	all           // every text does, also those that AWS chooses; only times stay
	manners
)

var (
	chosen  = regexp.MustCompile(`(?i)(name|arn|id|description|endpoint|user|path|title|address|tag|pattern|owner|principal|resource|bucket|prefix|reason|topic|city|cidrip|value|email|target|key|aws)s?$`)
	account = regexp.MustCompile(`^\d{12}$`)
)

func (a *attacker) next() string {
	a.turn++
	return a.attacks[a.turn%len(a.attacks)]
}

// answer is an answer of AWS after the attacker was there.
func (a *attacker) answer(raw []byte) []byte {
	var v any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil {
		return append(raw, a.next()...) // a case about bad JSON stays one
	}
	raw, err := json.Marshal(a.value("", v, a.manner != beside))
	if err != nil {
		panic(err) // it was JSON before
	}
	return raw
}

// value is a value under a key after the attacker was there; with touch its own
// texts are changed too.
func (a *attacker) value(key string, v any, touch bool) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, member := range v {
			out[k] = a.value(k, member, touch)
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			out = append(out, a.value(key, item, touch))
		}
		if a.manner == beside && len(v) > 0 {
			out = append(out, a.value(key, v[len(v)-1], true))
		}
		return out
	case string:
		if touch {
			return a.text(key, v)
		}
	}
	return v
}

func (a *attacker) text(key, v string) string {
	if report, err := base64.StdEncoding.DecodeString(v); key == "Content" && err == nil {
		return base64.StdEncoding.EncodeToString(a.users(report))
	}
	if key == "Content" {
		return string(a.users([]byte(v)))
	}
	_, notTime := time.Parse(time.RFC3339, v)
	document := strings.HasPrefix(v, "{") || strings.HasPrefix(v, "%7B")
	if notTime == nil || document || account.MatchString(v) || a.manner != all && !chosen.MatchString(key) {
		return v
	}
	return v + a.next()
}

// users is a credential report with one user more, like the last one.
func (a *attacker) users(report []byte) []byte {
	rows, err := csv.NewReader(bytes.NewReader(report)).ReadAll()
	if err != nil || len(rows) < 2 {
		return report
	}
	row := slices.Clone(rows[len(rows)-1])
	row[0], row[1] = row[0]+a.next(), row[1]+a.next()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(append(rows, row)) // a buffer never fails
	return out.Bytes()
}

// caseFiles are the answers of a step's case, with those it starts from.
func caseFiles(t *testing.T, file string) map[string][]byte {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var head struct{ Like string }
	if err := yaml.Unmarshal(archive.Comment, &head); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	if head.Like != "" {
		files = caseFiles(t, filepath.Join(filepath.Dir(file), head.Like+".txtar"))
	}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	return files
}

// hostileFolder is the sample account with the answers of cases laid over it, one
// of each step, others in each round, after the attacker was there.
func hostileFolder(t *testing.T, round, rounds int, a *attacker) string {
	t.Helper()
	steps, err := filepath.Glob(filepath.Join("..", "..", "runbook", "steps", "testdata", "*"))
	if err != nil || len(steps) < 60 {
		t.Fatal("the cases are not there", err)
	}
	files := map[string][]byte{}
	for i := range steps {
		step := steps[(i+round*7)%len(steps)] // the first that has an answer lays it
		cases, err := filepath.Glob(filepath.Join(step, "*.txtar"))
		if err != nil || len(cases) == 0 {
			t.Fatal(step, "has no cases", err)
		}
		for name, content := range caseFiles(t, cases[(round*len(cases)/rounds+i)%len(cases)]) {
			if _, there := files[strings.TrimSuffix(name, path.Ext(name))+".json"]; !there && files[name] == nil {
				files[name] = content
			}
		}
	}
	sample := example.Evidence()
	err = fs.WalkDir(sample, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && files[name] == nil {
			files[name], err = fs.ReadFile(sample, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	name := strings.NewReplacer("/", "", "\x00", "").Replace("evidence" + a.next())
	dir := filepath.Join(t.TempDir(), name[:min(len(name), 200)]) // a name of a file has an end
	for name, content := range files {
		switch {
		case name == "manifest.json":
			content = bytes.Replace(content, []byte(`:root"`), []byte(":root"+strings.Trim(quoted(a.next()), `"`)+`"`), 1)
		case path.Ext(name) == ".json":
			content = a.answer(content)
		default:
			content = append(slices.Clone(content), a.next()...)
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func quoted(s string) string {
	raw, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always is JSON
	}
	return string(raw)
}
