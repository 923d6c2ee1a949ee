package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestArchitecture: docs/architecture.md shows who imports whom as it is, from the
// command at the top to the packages that import none.
func TestArchitecture(t *testing.T) {
	docs, imports := map[string]string{}, map[string][]string{}
	for _, line := range goList(t, "-f", `{{.ImportPath}}|{{.Doc}}|{{join .Imports " "}}`, "./...") {
		parts := strings.Split(line, "|")
		pkg := strings.TrimPrefix(parts[0]+"/", module)
		pkg = strings.TrimSuffix(pkg, "/")
		docs[pkg] = parts[1]
		imports[pkg] = nil
		for _, imported := range strings.Fields(parts[2]) {
			if own, ok := strings.CutPrefix(imported, module); ok {
				imports[pkg] = append(imports[pkg], own)
			}
		}
	}
	height := map[string]int{}
	var measure func(pkg string) int
	measure = func(pkg string) int {
		if _, ok := height[pkg]; !ok {
			for _, below := range imports[pkg] {
				height[pkg] = max(height[pkg], 1+measure(below))
			}
		}
		return height[pkg]
	}
	packages := slices.SortedFunc(maps.Keys(imports), func(a, b string) int {
		return cmp.Or(measure(b)-measure(a), cmp.Compare(a, b))
	})
	var table strings.Builder
	table.WriteString("| Package | What it is | It imports |\n| --- | --- | --- |\n")
	for _, pkg := range packages {
		_, what, _ := strings.Cut(docs[pkg], " ") // "Package x has", "Command x writes"
		_, what, _ = strings.Cut(what, " ")
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", pkg, what, cmp.Or(strings.Join(imports[pkg], ", "), "none"))
	}
	file := filepath.Join(goList(t, "-m", "-f", "{{.Dir}}")[0], "docs", "architecture.md")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const heading = "Each package imports only packages that stand below it.\n\n"
	before, is, found := strings.Cut(string(raw), heading)
	switch {
	case !found:
		t.Errorf("%s has no table of who imports whom", file)
	case *update:
		if err := os.WriteFile(file, []byte(before+heading+table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	case is != table.String():
		t.Error("docs/architecture.md is not current; run: go test ./cmd/hardbook -run Architecture -update")
	}
}
