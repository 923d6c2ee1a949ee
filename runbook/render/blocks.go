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
	"hardbook/runbook/quote"
)

// markdown is the one Markdown reader: CommonMark with tables and task lists.
// Raw HTML is not let through.
func markdown(more ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(append([]goldmark.Option{
		goldmark.WithExtensions(extension.Table, extension.TaskList),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()),
	}, more...)...)
}

// fences reads of Markdown where blocks begin and end, and not what stands in
// their lines: that is all it takes to find blocks of code.
func fences() parser.Parser {
	return parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...))
}

// A Block is one fenced block of commands in a step's text.
type Block struct {
	Kind string // do or undo
	Body string // the commands, guarded
	bare string // the commands as the step's text has them

	commands []string // its aws commands, each once, in order: "iam create-user"; those of the guard are not among them
	options  []string // these with each of their options: "iam create-user --path"; some need a permission of their own
}

// guardBlocks puts the guard around each "sh do" and "sh undo" fence of a
// step's text. It returns the text with the guarded fences, and the blocks.
func guardBlocks(read parser.Parser, source string, cfg config.Config, step runbook.Step) (string, []Block, error) {
	var blocks []Block
	var out strings.Builder
	out.Grow(len(source) + len(source)/4) // the guards are the rest
	at := 0
	raw := []byte(source)
	doc := read.Parse(text.NewReader(raw))
	if err := knownFences(doc, raw); err != nil {
		return "", nil, fmt.Errorf("step %q: %w", step.ID, err)
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		kind, ok := strings.CutPrefix(info(f, raw), "sh ")
		if !ok || kind == "check" {
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
		bare := source[start:stop]
		block, err := newBlock(kind, bare)
		if err != nil {
			return "", nil, fmt.Errorf("step %q, %s block: %w", step.ID, kind, err)
		}
		block.Body = guard(block, cfg, step)
		blocks = append(blocks, block)
		out.WriteString(source[at:start])
		out.WriteString(block.Body)
		at = stop
	}
	out.WriteString(source[at:])
	return out.String(), blocks, nil
}

// info are the words after the fence that opens a block of code.
func info(f *ast.FencedCodeBlock, source []byte) string {
	if f.Info == nil {
		return ""
	}
	return string(f.Info.Segment.Value(source))
}

// knownFences makes sure that no block of commands is overlooked: because its
// kind is misspelt, or because it stands inside a list.
func knownFences(doc ast.Node, source []byte) error {
	return ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		kind, ok := strings.CutPrefix(info(f, source), "sh ")
		switch {
		case ok && kind != "do" && kind != "undo" && kind != "check":
			return ast.WalkStop, fmt.Errorf("there is no kind of block %q", "sh "+kind)
		case ok && n.Parent() != doc:
			return ast.WalkStop, fmt.Errorf("the block %q stands inside a list or a quote", "sh "+kind)
		}
		return ast.WalkContinue, nil
	})
}

// guard wraps commands so that they are safe to paste. All of it stands in one
// subshell, never in a condition (there "set -e" is off): a paste that is cut
// short runs nothing, a line that fails ends it, and the reader's own shell
// stays open. Settings of the reader's that would change the outcome are put
// aside: a shell that refuses to write over files or, in zsh, to append to new
// ones; and of the aws command what evidence.Settings says. Before anything else
// it asks AWS whose credentials these are, and the aws command whether it is new
// enough. No comment and no exclamation mark is in it: interactive zsh runs the
// one, interactive bash expands the other.
func guard(block Block, cfg config.Config, step runbook.Step) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("(")
	line("set -eu +C")
	line("%s", evidence.Pinned())
	line(`me=$(aws sts get-caller-identity --query "join(' ', [Account, Arn])" --output text)`)
	line("case $me in (%s' '*) ;; (*) printf '%%s %%s\\n' %s \"$me\" >&2; exit 1 ;; esac", quote.Shell(cfg.Account.ID),
		quote.Shell("Stopped, nothing was changed: this book is for account "+cfg.Account.ID+". You are signed in to"))
	pattern := step.Who.Pattern(cfg)
	arn := strings.TrimSuffix(pattern, "*")
	line("case $me in (*' '%s%s) ;; (*) printf '%%s %%s\\n' %s \"$me\" >&2 ;; esac", quote.Shell(arn), pattern[len(arn):],
		quote.Shell("Note: this step is written for "+actor(cfg, step.Who)+". You are"))
	b.WriteString(isNewEnough(block))
	if strings.Contains(block.bare, "ok_if ") {
		b.WriteString(okIf)
	}
	b.WriteString(block.bare)
	line("printf '%%s\\n' %s", quote.Shell("Finished: "+step.ID))
	line(")")
	return b.String()
}

// okIf runs a command and lets one error code of AWS pass: "it is so already". It
// finds the code in a sentence, which the pinned settings make sure of, and in JSON,
// should an aws not know them. What the command warns of is shown, and is no part of
// its answer: version 1 warns of much that is fine.
// Afterwards $already is empty when the command did its work.
const okIf = `ok_if() {
code=$1 already=
shift
if answer=$({
said=$("$@" 2>&1 >&4) || { printf '%s\n' "$said"; exit 1; }
test -z "$said" || printf '%s\n' "$said" >&2
} 4>&1); then printf '%s\n' "$answer"; return; fi
case $answer in
(*"($code)"*|*'"Code": "'"$code"'"'*) already="$2 $3: $code, which is fine here"; printf '%s\n' "$already" ;;
(*) printf '%s\n' "$answer" >&2; exit 1 ;;
esac
}
`
