package render

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
)

func TestGuardBlocks(t *testing.T) {
	step := runbook.Step{ID: "x", Who: runbook.AsRoot}
	source := "a\n\n```sh do\none\n```\n\n```sh check\ntwo\n```\n\n```sh undo\nthree\n\nfour\n```\n\n```sh\nfive\n```\n"
	got, blocks, err := guardBlocks(fences(), source, config.Example(), step)
	if err != nil || len(blocks) != 2 || blocks[0].Kind != "do" || blocks[1].Kind != "undo" {
		t.Fatalf("blocks %+v, %v", blocks, err)
	}
	want := source
	for i, body := range []string{"one\n", "three\n\nfour\n"} {
		if b := blocks[i].Body; !strings.HasPrefix(b, "(\n") || !strings.HasSuffix(b, "\n)\n") || !strings.Contains(b, "\n"+body) {
			t.Errorf("the block is not guarded: %q", b)
		}
		want = strings.Replace(want, body, blocks[i].Body, 1)
	}
	if got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for source, want := range map[string]string{
		"```sh do\na\n```\n\n```sh do\nb\n```": "two do blocks",
		"```sh do\n```":                        "empty do block",
		"```sh undo\n```":                      "empty undo block",
		"```sh Do\na\n```":                     `no kind of block "sh Do"`,
		"- x\n\n  ```sh do\n  a\n  ```":        "inside a list",
		"> ```sh undo\n> a\n> ```":             "inside a list or a quote",
	} {
		if _, _, err := guardBlocks(fences(), source, config.Example(), step); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", source, err, want)
		}
	}
}

func TestDemote(t *testing.T) {
	in := "\n## A\nx\n```sh\n## not a heading\n```\n## B\n##not\n"
	if got, want := demote(in), "#### A\nx\n```sh\n## not a heading\n```\n#### B\n##not"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The files in commands/ are the very blocks of the book.
func TestCommandFilesAreTheBlocks(t *testing.T) {
	files := filesOf(t, config.Example(), nil)
	var found int
	for name, body := range files {
		if strings.HasPrefix(name, "commands/") {
			found++
			if !regexp.MustCompile(`^commands/\d\d-[a-z0-9-]+(\.undo)?\.sh$`).MatchString(name) || !bytes.Contains(files["runbook.md"], body) {
				t.Errorf("%s is no block of the book", name)
			}
		}
	}
	if blocks := len(regexp.MustCompile("(?m)^```sh (do|undo)$").FindAll(files["runbook.md"], -1)); blocks != found || found < 8 {
		t.Errorf("%d blocks, %d files", blocks, found)
	}
	for _, name := range []string{"runbook.md", "runbook.html", "collect.sh", "policies/verify.json"} {
		if len(files[name]) == 0 {
			t.Error(fmt.Sprint("there is no ", name))
		}
	}
}
