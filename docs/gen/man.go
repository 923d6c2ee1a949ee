package gen

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"hardbook/runbook"
)

// ManPage is the man page of a command, in the macros of man(7). It holds no date,
// so that it changes with the program only.
func ManPage(cmd *cobra.Command, codes Codes) []byte {
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
	line(`.\" Written from the command itself: go generate ./...`)
	line(`.TH "%s" "1" "" "hardbook %s" "hardbook manual"`, roff(strings.ToUpper(name)), runbook.Version)
	line(".SH NAME\n%s \\- %s", roff(name), roff(cmd.Short))
	line(".SH SYNOPSIS\n\\fB%s\\fP%s", roff(cmd.CommandPath()), roff(strings.TrimPrefix(cmd.UseLine(), cmd.CommandPath())))
	line(".SH DESCRIPTION")
	for i, p := range describe(cmd) {
		if i > 0 {
			line(".PP")
		}
		if p.literal {
			line(".RS 4\n.EX\n%s\n.EE\n.RE", roff(p.text))
		} else {
			line("%s", roff(p.text))
		}
	}
	facts := func(title string, all []fact) {
		if len(all) > 0 {
			line(".SH %s", title)
		}
		for _, f := range all {
			line(".TP\n%s\n%s", f.name, roff(f.text))
		}
	}
	facts("COMMANDS", subcommands(cmd))
	facts("OPTIONS", options(cmd))
	var ends []fact
	meanings := codes(Name(cmd))
	for _, code := range slices.Sorted(maps.Keys(meanings)) {
		ends = append(ends, fact{fmt.Sprintf(`\fB%d\fP`, code), meanings[code] + "."})
	}
	facts("EXIT STATUS", ends)
	facts("ENVIRONMENT", bold(environment(cmd)))
	facts("FILES", bold(filesOf(cmd)))
	if cmd.Example != "" {
		line(".SH EXAMPLES\n.EX\n%s\n.EE", roff(outdent(cmd.Example)))
	}
	if related := seeAlso(cmd); len(related) > 0 {
		line(".SH SEE ALSO\n%s", strings.Join(related, ", "))
	}
	return b.Bytes()
}

// subcommands are the commands below one, each with what it does.
func subcommands(cmd *cobra.Command) []fact {
	var all []fact
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			all = append(all, fact{`\fB` + roff(sub.CommandPath()) + `\fP`, sub.Short + "."})
		}
	}
	return all
}

// options are the flags of a command.
func options(cmd *cobra.Command) []fact {
	var all []fact
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Deprecated != "" {
			return
		}
		name := `\fB` + roff("--"+f.Name) + `\fP`
		if f.Shorthand != "" {
			name = `\fB` + roff("-"+f.Shorthand) + `\fP, ` + name
		}
		kind, usage := pflag.UnquoteUsage(f)
		if kind != "" {
			name += ` \fI` + roff(kind) + `\fP`
		}
		switch f.DefValue {
		case "", "false", "[]", "0":
		default:
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		all = append(all, fact{name, usage})
	})
	return all
}

// bold are facts whose names are bold.
func bold(all []fact) []fact {
	for i := range all {
		all[i].name = `\fB` + roff(all[i].name) + `\fP`
	}
	return all
}

// seeAlso are the pages of the command above and of those below.
func seeAlso(cmd *cobra.Command) []string {
	var pages []string
	add := func(c *cobra.Command) {
		pages = append(pages, `\fB`+roff(strings.ReplaceAll(c.CommandPath(), " ", "-"))+`\fP(1)`)
	}
	if cmd.HasParent() {
		add(cmd.Parent())
	}
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			add(sub)
		}
	}
	return pages
}

// roff is text that a man page shows as it stands.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, `-`, `\-`, `'`, `\(aq`, "`", `\(ga`, `^`, `\(ha`, `~`, `\(ti`).Replace(text)
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, ".") {
			line = `\&` + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
