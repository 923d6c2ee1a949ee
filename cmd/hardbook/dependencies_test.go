package main

import (
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// dependency is a row of docs/dependencies.md.
type dependency struct {
	section string   // the heading above it
	cells   []string // without the marks of code
}

// dependencies are the rows by the name of the module or package.
func dependencies(t *testing.T) map[string]dependency {
	t.Helper()
	rows, section := map[string]dependency{}, ""
	for line := range strings.Lines(string(pages(t)["docs/dependencies.md"])) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && strings.HasPrefix(line, "##") {
			section = heading
		}
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "| "), " | ")
		name := strings.Trim(cells[0], "`")
		if _, twice := rows[name]; twice || len(cells) < 2 || slices.Contains(cells, "") {
			t.Errorf("the row of %s stands there twice, or has an empty cell", name)
		}
		rows[name] = dependency{section, cells}
	}
	return rows
}

// inGoMod are the modules of go.mod, and whether another one brings each in.
func inGoMod(t *testing.T) map[string]bool {
	t.Helper()
	cmd := exec.Command("go", "mod", "edit", "-json")
	raw, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var mod struct {
		Require []struct {
			Path     string
			Indirect bool
		}
		Tool []struct{ Path string }
	}
	if err := json.Unmarshal(raw, &mod); err != nil {
		t.Fatal(err)
	}
	indirect := map[string]bool{}
	for _, r := range mod.Require {
		indirect[r.Path] = r.Indirect
		for _, tool := range mod.Tool { // which go.mod calls indirect
			if strings.HasPrefix(tool.Path, r.Path+"/") {
				indirect[r.Path] = false
			}
		}
	}
	return indirect
}

// linked are the modules whose code is in the program, on any of the systems that
// it is made for.
func linked(t *testing.T, tags string) map[string]bool {
	t.Helper()
	modules := map[string]bool{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		t.Setenv("GOOS", system)
		for _, path := range goList(t, "-deps", "-tags", tags, "-f", "{{with .Module}}{{.Path}}{{end}}", "./cmd/hardbook") {
			modules[path] = true
		}
	}
	delete(modules, "hardbook")
	delete(modules, "")
	return modules
}

// TestDependencies: docs/dependencies.md names every module and package that there
// is and no other, says truly which are in the program, on which road, and who
// brings in those that nobody chose.
func TestDependencies(t *testing.T) {
	rows, indirect, whole, offline := dependencies(t), inGoMod(t), linked(t, ""), linked(t, "offline")
	const every, live, tests, theirs, theirTests, npm, pypi = "In the program, on every road", "In the program, for verify on the live road", "For tests only",
		"In the program by way of others", "In tests by way of others", "Packages of npm, for tests only", "Packages of PyPI, for tests only"
	for path, brought := range indirect {
		want := tests
		switch {
		case brought && whole[path]:
			want = theirs
		case brought:
			want = theirTests
		case offline[path]:
			want = every
		case whole[path]:
			want = live
		}
		if got := rows[path].section; got != want {
			t.Errorf("docs/dependencies.md has %s under %q, want %q", path, got, want)
		}
	}
	if len(whole) <= len(offline) || len(offline) < 5 {
		t.Errorf("%d modules are linked, and %d offline", len(whole), len(offline))
	}
	edges := map[string]bool{}
	graph := exec.Command("go", "mod", "graph")
	raw, err := graph.Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		from, to, _ := strings.Cut(strings.TrimSpace(line), " ")
		from, _, _ = strings.Cut(from, "@")
		to, _, _ = strings.Cut(to, "@")
		edges[from+" "+to] = true
	}
	packages := map[string][]string{npm: npmPackages(t), pypi: pypiPackages(t)}
	for name, row := range rows {
		_, module := indirect[name]
		switch {
		case !module && !slices.Contains(packages[row.section], name):
			t.Errorf("docs/dependencies.md has %s, which nothing needs", name)
		case row.section == theirs || row.section == theirTests:
			if by := strings.Trim(row.cells[2], "`"); !edges[by+" "+name] {
				t.Errorf("docs/dependencies.md says that %s brings in %s, and it does not", by, name)
			}
		}
	}
	for section, names := range packages {
		for _, name := range names {
			if rows[name].section != section {
				t.Errorf("docs/dependencies.md does not have %s under %q", name, section)
			}
		}
	}
}

// pypiPackages are the packages that .ci/requirements.in names, each in the version
// that .ci/requirements.txt pins.
func pypiPackages(t *testing.T) []string {
	t.Helper()
	in, err := os.ReadFile(filepath.Join("..", "..", ".ci", "requirements.in"))
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := os.ReadFile(filepath.Join("..", "..", ".ci", "requirements.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(in)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, version, _ := strings.Cut(strings.TrimSpace(line), "==")
		name, _, _ = strings.Cut(name, "[")
		if names = append(names, name); !strings.Contains(string(pinned), "\n"+name+"=="+version+" ") {
			t.Errorf(".ci/requirements.txt does not pin %s %s: write it again, as its first lines say", name, version)
		}
	}
	return names
}

// npmPackages are the packages that .ci/npm/package.json names.
func npmPackages(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", ".ci", "npm", "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var list struct{ Dependencies map[string]string }
	if err := json.Unmarshal(raw, &list); err != nil || len(list.Dependencies) == 0 {
		t.Fatal("package.json names no packages", err)
	}
	return slices.Sorted(maps.Keys(list.Dependencies))
}
