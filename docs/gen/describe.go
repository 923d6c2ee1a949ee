package gen

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// Every lists the commands below root as help shows them, root first.
func Every(root *cobra.Command) []*cobra.Command {
	root.InitDefaultCompletionCmd()
	root.InitDefaultVersionFlag()
	var all []*cobra.Command
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		cmd.InitDefaultHelpFlag()
		all = append(all, cmd)
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() {
				walk(sub)
			}
		}
	}
	walk(root)
	return all
}

// Name is the name of a command after "hardbook", "" for hardbook itself.
func Name(cmd *cobra.Command) string {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	return name
}

// A paragraph of a command's description: prose, or lines to be left as they are.
type paragraph struct {
	text    string
	literal bool
}

// describe are the paragraphs about a command. What help says of exit codes has a
// section of its own in the reference.
func describe(cmd *cobra.Command) []paragraph {
	text := cmd.Long
	if text == "" {
		text = cmd.Short + "."
	}
	var all []paragraph
	for part := range strings.SplitSeq(text, "\n\n") {
		part = strings.Trim(part, "\n")
		switch {
		case strings.TrimSpace(part) == "", strings.HasPrefix(part, "Exit codes:"):
		case strings.HasPrefix(part, " ") || strings.HasPrefix(part, "\t"):
			all = append(all, paragraph{outdent(part), true})
		default:
			all = append(all, paragraph{strings.Join(strings.Fields(strings.TrimLeft(part, "# ")), " "), false})
		}
	}
	return all
}

// outdent takes away what indents the first line from all.
func outdent(text string) string {
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	var lines []string
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		lines = append(lines, strings.TrimPrefix(line, indent))
	}
	return strings.Join(lines, "\n")
}

// A fact is a name and what is to be known of it.
type fact struct{ name, text string }

// environment are the variables that a command heeds.
func environment(cmd *cobra.Command) []fact {
	name, heeded := Name(cmd), []fact{}
	if slices.Contains([]string{"", "init", "verify", "steps", "mfa qr"}, name) {
		heeded = append(heeded, fact{"NO_COLOR", "When it is set, nothing is coloured. Colour appears at a terminal only."})
	}
	if slices.Contains([]string{"", "verify", "steps"}, name) {
		heeded = append(heeded, fact{"COLUMNS", "How wide a table may be at a terminal that does not say so itself."})
	}
	if name == "" || name == "verify" {
		heeded = append(heeded,
			fact{"AWS_PROFILE, AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_ACCESS_KEY_ID, AWS_WEB_IDENTITY_TOKEN_FILE",
				"Some of the variables by which verify finds credentials: the AWS SDK reads them, in its usual order. --profile goes before them. With --evidence none is read."},
			fact{"HTTPS_PROXY, NO_PROXY", "The proxy through which verify reaches AWS."})
	}
	return heeded
}

// filesOf are the files that a command reads and writes.
func filesOf(cmd *cobra.Command) []fact {
	config := fact{"hardbook.yaml", "The config: facts about the account. hardbook init writes it."}
	schema := fact{"hardbook.schema.json", "The JSON Schema of the config, for editors."}
	book := fact{"out/<alias or id>/", "The book of an account: runbook.html and runbook.md, commands/, policies/, collect.sh. Only you can read it (mode 0700)."}
	status := fact{"out/<alias or id>/status.json", "What verify found the last time."}
	var files []fact
	name := Name(cmd)
	if name == "" || name == "init" || cmd.Flags().Lookup("config") != nil {
		files = append(files, config)
	}
	if name == "" || name == "init" {
		files = append(files, schema)
	}
	if name == "" || name == "generate" || name == "verify" {
		files = append(files, book)
	}
	if name == "" || name == "verify" {
		files = append(files, status)
	}
	return files
}
