package render

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// TestCallsOfBlocks: the commands and options found in a line, and in every
// block of the book, are those that a plain expression finds.
func TestCallsOfBlocks(t *testing.T) {
	command, option := regexp.MustCompile(`\baws ([a-z0-9-]+ [a-z0-9-]+)`), regexp.MustCompile(` --[a-z0-9-]+`)
	lines := []string{
		"", "aws", "aws ", "aws s3", "aws s3 ", "aws  s3 ls", "aws s3  ls", "aws s3 ls", "x=$(aws s3 ls --a b --c)", "laws s3 ls", "_aws s3 ls", "-aws s3 ls",
		"aws aws s3 ls", "aws s3 ls | aws iam get-user --x -- --y ---z --", "ok_if E aws s3api x --é --b--c; aws S3 ls", "aws s3 aws s3 ls\taws a b\n",
	}
	book, texts := bookOf(t, config.Example())
	for _, e := range book.Entries {
		policies, err := book.Policies()
		if err != nil {
			t.Fatal(err)
		}
		s, err := renderStep(book, e, texts[e.Step.ID], policies)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range s.blocks {
			lines = slices.AppendSeq(lines, strings.Lines(b.bare))
		}
	}
	total := 0
	for _, line := range lines {
		var want, options []string
		found := command.FindAllStringSubmatchIndex(line, -1)
		for i, at := range found {
			end := len(line)
			if i+1 < len(found) {
				end = found[i+1][0]
			}
			name, rest := line[at[2]:at[3]], line[at[1]:end]
			want = append(want, name+"|"+rest)
			for _, o := range option.FindAllString(rest, -1) {
				options = append(options, name+o)
			}
		}
		var got []string
		for _, c := range awsCalls(line) {
			got = append(got, c.command+"|"+c.rest)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
		if got := (Block{bare: line}).options(); !slices.Equal(got, options) {
			t.Errorf("%q has the options %q, want %q", line, got, options)
		}
		total += len(want)
	}
	if total < 100 {
		t.Errorf("only %d commands were compared", total)
	}
}
