package gen

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Commands is docs/commands.md.
func Commands(root *cobra.Command, codes Codes) []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# All commands\n")
	line("`hardbook COMMAND --help` prints the same. The man pages are in [man](man): `man -l docs/man/hardbook.1` shows the first.")
	line("This page is written from the program: `go generate ./...`.\n")
	all := Every(root)
	for _, cmd := range all {
		path := cmd.CommandPath()
		line("- [%s](#%s): %s", path, strings.ReplaceAll(path, " ", "-"), markdown(cmd.Short))
	}
	for _, cmd := range all {
		commandSection(line, cmd, codes)
	}
	return b.Bytes()
}

// commandSection writes what is to be known of one command.
func commandSection(line func(string, ...any), cmd *cobra.Command, codes Codes) {
	block := func(text string) { line("```text\n%s\n```", strings.TrimRight(text, "\n")) }
	line("\n## %s\n\n%s.\n", cmd.CommandPath(), markdown(cmd.Short))
	line("Usage: `%s`", cmd.UseLine())
	for _, p := range describe(cmd) {
		switch {
		case p.literal:
			line("")
			block(p.text)
		case p.text != cmd.Short+".":
			line("\n%s", markdown(p.text))
		}
	}
	if cmd.Example != "" {
		line("\n### Examples\n")
		block(outdent(cmd.Example))
	}
	line("\n### Options\n")
	block(outdent(cmd.LocalFlags().FlagUsagesWrapped(110)))
	line("\n### Exit codes\n\n%s", strings.TrimSuffix(ExitTable(codes(Name(cmd))), "\n"))
	factList := func(title string, all []fact) {
		if len(all) > 0 {
			line("\n### %s\n", title)
		}
		for _, f := range all {
			line("- `%s`: %s", strings.ReplaceAll(f.name, ", ", "`, `"), markdown(f.text))
		}
	}
	factList("Environment", environment(cmd))
	factList("Files", filesOf(cmd))
}

// ExitTable is a Markdown table of the ways for a command to end.
func ExitTable(meanings map[int]string) string {
	var b strings.Builder
	b.WriteString("| code | meaning |\n| --- | --- |\n")
	for _, code := range slices.Sorted(maps.Keys(meanings)) {
		fmt.Fprintf(&b, "| `%d` | %s |\n", code, markdown(meanings[code]))
	}
	return b.String()
}

// markdown is text that Markdown shows as it stands.
func markdown(text string) string {
	return strings.NewReplacer(`\`, `\\`, `<`, `\<`, `*`, `\*`, `_`, `\_`, "`", "\\`", `[`, `\[`, `|`, `\|`).Replace(text)
}
