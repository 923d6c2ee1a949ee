package render

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// TestCommandsOfBlocks: the commands and options found in every block of the book
// are those that a plain expression finds.
func TestCommandsOfBlocks(t *testing.T) {
	command, option := regexp.MustCompile(`\baws ([a-z0-9-]+ [a-z0-9-]+)`), regexp.MustCompile(` --[a-z0-9-]+`)
	book, texts := bookOf(t, config.Example())
	total := 0
	for _, e := range book.Entries {
		s, err := renderStep(book, e, texts[e.Step.ID])
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range s.blocks {
			var commands, options []string
			found := command.FindAllStringSubmatchIndex(b.bare, -1)
			for i, at := range found {
				end := len(b.bare)
				if i+1 < len(found) {
					end = found[i+1][0]
				}
				name, rest := b.bare[at[2]:at[3]], b.bare[at[1]:end]
				if line, _, more := strings.Cut(rest, "\n"); more {
					rest = line
				}
				commands = append(commands, name)
				for _, o := range option.FindAllString(rest, -1) {
					options = append(options, name+o)
				}
			}
			total += len(commands)
			if got, want := set(b.commands), set(commands); !slices.Equal(got, want) {
				t.Errorf("%s, %s block: %q, want %q", e.Step.ID, b.Kind, got, want)
			}
			if got, want := set(b.options), set(options); !slices.Equal(got, want) {
				t.Errorf("%s, %s block has the options %q, want %q", e.Step.ID, b.Kind, got, want)
			}
		}
	}
	if total < 100 {
		t.Errorf("only %d commands were compared", total)
	}
}

// set is a list in order, each once.
func set(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }

// TestNoBlockIsBroken: a block that no shell takes never gets into a book.
func TestNoBlockIsBroken(t *testing.T) {
	if _, err := newBlock("do", "if aws iam get-user; then\n"); err == nil {
		t.Error("a block without its end passes")
	}
}
