package render

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// markdown is the one Markdown reader: CommonMark with tables and task lists.
// Raw HTML is not let through.
func markdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.TaskList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	)
}

// A Block is one fenced block of commands in a step's text.
type Block struct {
	Kind string // do or undo
	Body string // the commands, guarded
}

// guardBlocks puts the guard around each "sh do" and "sh undo" fence of a
// step's text. It returns the text with the guarded fences, and the blocks.
func guardBlocks(source string, cfg config.Config, step runbook.Step) (string, []Block, error) {
	var blocks []Block
	var out strings.Builder
	at := 0
	doc := markdown().Parser().Parse(text.NewReader([]byte(source)))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok || f.Info == nil {
			continue
		}
		kind, ok := strings.CutPrefix(string(f.Info.Segment.Value([]byte(source))), "sh ")
		if !ok || kind != "do" && kind != "undo" {
			continue
		}
		for _, b := range blocks {
			if b.Kind == kind {
				return "", nil, fmt.Errorf("step %q has two %s blocks", step.ID, kind)
			}
		}
		lines := f.Lines()
		if lines.Len() == 0 {
			return "", nil, fmt.Errorf("step %q has an empty %s block", step.ID, kind)
		}
		start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
		body := guard(source[start:stop], cfg, step)
		blocks = append(blocks, Block{kind, body})
		out.WriteString(source[at:start] + body)
		at = stop
	}
	return out.String() + source[at:], blocks, nil
}

// guard wraps commands so that they are safe to paste. All of it stands in one
// subshell, never in a condition (there "set -e" is off): a paste that is cut
// short runs nothing, a line that fails ends it, and the reader's own shell
// stays open. Before anything else it asks AWS whose credentials these are. No
// comment and no exclamation mark is in it: interactive zsh runs the one,
// interactive bash expands the other.
func guard(body string, cfg config.Config, step runbook.Step) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("(")
	line("set -eu")
	line("export AWS_PAGER= AWS_CLI_AUTO_PROMPT=off")
	line(`me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)`)
	line("case $me in")
	line("(%s' '*) ;;", evidence.Quote(cfg.Account.ID))
	line("(*) printf '%%s %%s\\n' %s \"$me\" >&2; exit 1 ;;",
		evidence.Quote("Stopped, nothing was changed: this book is for account "+cfg.Account.ID+". You are signed in to"))
	line("esac")
	line("case $me in")
	pattern := step.Who.Pattern(cfg)
	arn := strings.TrimSuffix(pattern, "*")
	line("(*' '%s%s) ;;", evidence.Quote(arn), pattern[len(arn):])
	line("(*) printf '%%s %%s\\n' %s \"$me\" >&2 ;;", evidence.Quote("Note: this step is written for "+actor(cfg, step.Who)+". You are"))
	line("esac")
	if strings.Contains(body, "ok_if ") {
		b.WriteString(okIf)
	}
	b.WriteString(body)
	line("printf '%%s\\n' %s", evidence.Quote("Finished: "+step.ID))
	line(")")
	return b.String()
}

// okIf runs a command and lets one error code of AWS pass: "it is so already".
const okIf = `ok_if() {
code=$1
shift
if answer=$("$@" 2>&1); then
printf '%s\n' "$answer"
else
case $answer in
(*"($code)"*) printf '%s\n' "Already so: $2 $3" ;;
(*) printf '%s\n' "$answer" >&2; exit 1 ;;
esac
fi
}
`
