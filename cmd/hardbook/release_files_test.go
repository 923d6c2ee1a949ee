package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// inventory holds what a release says of its files against them: SHA256SUMS, and
// the modules of the SBOM against those that are linked, with their sums in go.sum.
func inventory(t *testing.T, files map[string][]byte, tags string) {
	t.Helper()
	var sums, sbom string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch {
		case name == "SHA256SUMS":
			continue
		case strings.HasSuffix(name, ".cdx.json"):
			sbom = name
		case len(files[name]) < 1<<20:
			t.Errorf("%s has %d bytes", name, len(files[name]))
		}
		sums += fmt.Sprintf("%x  %s\n", sha256.Sum256(files[name]), name)
	}
	if got := string(files["SHA256SUMS"]); got != sums {
		t.Errorf("SHA256SUMS says\n%s, not\n%s", got, sums)
	}
	var said struct {
		Metadata struct {
			Component struct {
				Version string
				Hashes  []struct{ Content string }
			}
		}
		Components []struct {
			Name, Version, Purl string
			Properties          []struct{ Name, Value string }
		}
	}
	if err := json.Unmarshal(files[sbom], &said); err != nil {
		t.Fatal(err)
	}
	if c := said.Metadata.Component; c.Version == "" || len(c.Hashes) != 1 || !strings.HasPrefix(sums, c.Hashes[0].Content+"  ") {
		t.Errorf("the SBOM is of another program: %v", c)
	}
	want := map[string]bool{"pkg:golang/std@" + strings.TrimPrefix(runtime.Version(), "go"): true}
	for _, m := range goList(t, "-deps", "-tags", tags, "-f", "{{with .Module}}{{if not .Main}}{{.Path}}@{{.Version}}{{end}}{{end}}", "./cmd/hardbook") {
		if m != "" {
			want["pkg:golang/"+m] = true
		}
	}
	gosum, err := os.ReadFile(filepath.Join("..", "..", "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range said.Components {
		if !want[c.Purl] {
			t.Errorf("the SBOM has %s, which is not linked, or twice", c.Purl)
		}
		delete(want, c.Purl)
		if c.Name != "std" && (len(c.Properties) != 1 || !strings.Contains(string(gosum), c.Name+" "+c.Version+" "+c.Properties[0].Value+"\n")) {
			t.Errorf("the SBOM has another sum of %s than go.sum: %v", c.Purl, c.Properties)
		}
	}
	if len(want) > 0 {
		t.Errorf("the SBOM lacks %v", slices.Sorted(maps.Keys(want)))
	}
}

// TestReleaseIsExplained: CONTRIBUTING.md gives a reason for each setting that
// .ci/release builds with, and for no other.
func TestReleaseIsExplained(t *testing.T) {
	script, err := os.ReadFile(filepath.Join("..", "..", ".ci", "release"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(pages(t)["CONTRIBUTING.md"]), "\n## A build that others can check\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var explained, used []string
	for _, m := range regexp.MustCompile("(?m)^- `([^`]+)`").FindAllStringSubmatch(section, -1) {
		explained = append(explained, strings.ReplaceAll(m[1], `"`, ""))
	}
	command := strings.ReplaceAll(string(script), "'", "")
	for _, m := range regexp.MustCompile(`CGO_ENABLED=\d| -trimpath| -buildvcs=\w+| -ldflags=-s -w`).FindAllString(command, -1) {
		used = append(used, strings.TrimSpace(m))
	}
	if !slices.Equal(explained, used) || len(used) != 4 {
		t.Errorf("CONTRIBUTING.md explains %q, and .ci/release builds with %q", explained, used)
	}
}
