package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hardbook/docs/gen"
	"hardbook/runbook/report"
)

// TestCommandsOfPages: every hardbook command that a page or a help text shows
// exists, with its flags.
func TestCommandsOfPages(t *testing.T) {
	seen := 0
	check := func(where, text string) {
		for _, line := range strings.Split(text, "\n") {
			args, ok := arguments(line)
			if !ok {
				continue
			}
			seen++
			if err := parses(args); err != nil {
				t.Errorf("%s shows %q: %v", where, line, err)
			}
		}
	}
	for _, f := range fences(t) {
		check(f.page, f.text)
	}
	for _, cmd := range gen.Every(newRoot()) {
		check(cmd.CommandPath()+" --help", cmd.Example)
	}
	if seen < 30 {
		t.Errorf("only %d commands were found: does the test still find them?", seen)
	}
	for _, wrong := range []string{"hardbook verfy", "hardbook verify --formt json", "  ./hardbook verify --format yaml || true", "- hardbook steps a b", "$ hardbook mfa codes SEED"} {
		args, ok := arguments(wrong)
		if !ok || parses(args) == nil {
			t.Errorf("%q passes", wrong)
		}
	}
}

// arguments are those of the hardbook command that a line shows, if it shows one.
// What two spaces set off explains it.
func arguments(line string) ([]string, bool) {
	line = regexp.MustCompile(`^\s*(- )?(run: )?(\$ )?`).ReplaceAllString(line, "")
	command, ok := strings.CutPrefix(line, "hardbook ")
	for _, before := range []string{"./hardbook ", "go run ./cmd/hardbook ", "go run -tags offline ./cmd/hardbook "} {
		if rest, found := strings.CutPrefix(line, before); found {
			command, ok = rest, true
		}
	}
	if !ok {
		return nil, false
	}
	command = regexp.MustCompile(`  .*| [|>].*| &&.*| \|\|.*| #.*|;.*`).ReplaceAllString(command, "")
	quoted := regexp.MustCompile(`"[^"]*"|'[^']*'`)
	command = quoted.ReplaceAllStringFunc(command, func(word string) string {
		return strings.ReplaceAll(word[1:len(word)-1], " ", "_") // one word, whatever it says
	})
	return strings.Fields(command), true
}

// parses says what is wrong with the arguments of a command, without running it.
func parses(args []string) error {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	cmd, rest, err := root.Find(args)
	if err != nil {
		return err
	}
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		return err
	}
	if cmd.HasSubCommands() && len(cmd.Flags().Args()) > 0 {
		return fmt.Errorf("there is no command %q", cmd.Flags().Args())
	}
	if f := cmd.Flags().Lookup("format"); cmd.Name() == "verify" && f.Changed {
		_, err = report.FormatNamed(f.Value.String())
	}
	return err
}
