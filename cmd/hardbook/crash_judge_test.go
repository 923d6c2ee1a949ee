package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/session"
)

// whole tells what keeps the folder of a book from being one whole version with
// the reader's own file in it.
func whole(dir string) error {
	list, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return err
	}
	listed, titles := map[string]bool{"SHA256SUMS": true, "status.json": true, "mine.txt": true}, map[string]bool{}
	for line := range strings.Lines(string(list)) {
		sum, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(body)); got != sum {
			return fmt.Errorf("%s has the sum %s, and SHA256SUMS says %s", name, got, sum)
		}
		listed[name] = true
		if strings.HasPrefix(name, "runbook.") {
			titles[string(regexp.MustCompile(`Version \w+`).Find(body))] = true
		}
	}
	if len(listed) < 50 || len(titles) != 1 || titles[""] {
		return fmt.Errorf("%d files, and these versions: %v", len(listed), titles)
	}
	if body, err := os.ReadFile(filepath.Join(dir, "mine.txt")); string(body) != "mine" {
		return fmt.Errorf("the reader's own file holds %q: %w", body, err)
	}
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if name, _ := filepath.Rel(dir, p); err == nil && !d.IsDir() && !listed[filepath.ToSlash(name)] {
			return fmt.Errorf("there is %s, which SHA256SUMS does not name", name)
		}
		return err
	})
}

// litter is what stands in the output folder beside the book and the lock.
func litter(t *testing.T, out string) []string {
	t.Helper()
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Name() != ".lock" && e.Name() != session.ExampleName {
			names = append(names, e.Name())
		}
	}
	return names
}
