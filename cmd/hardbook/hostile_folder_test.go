package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook/example"
)

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
