package gen

import (
	"cmp"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strings"
)

const module = "hardbook/"

// heading stands above the table of docs/architecture.md, and all below it is the table.
const heading = "Each package imports only packages that stand below it.\n\n"

// architecture is docs/architecture.md with the table of who imports whom in the module
// at dir: from the command at the top to the packages that import none.
func architecture(dir, page string) (string, error) {
	list := exec.Command("go", "list", "-f", `{{.ImportPath}}|{{.Doc}}|{{join .Imports " "}}`, "./...")
	list.Dir, list.Env = dir, append(list.Environ(), "GOFLAGS=")
	out, err := list.Output()
	if err != nil {
		return "", fmt.Errorf("go list: %w", err)
	}
	docs, imports := map[string]string{}, map[string][]string{}
	for line := range strings.Lines(string(out)) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "|")
		pkg := strings.TrimPrefix(parts[0], module)
		docs[pkg], imports[pkg] = parts[1], nil
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
	before, _, found := strings.Cut(page, heading)
	if !found {
		return "", fmt.Errorf("docs/architecture.md has no line %q", strings.TrimSpace(heading))
	}
	return before + heading + table.String(), nil
}
