//go:build loop

package loop

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/syntax"
)

// TestCutShort: a paste that ends too early makes no call and touches no file,
// wherever it ends. A block is one statement in parentheses, and a shell runs
// nothing of a statement that it has not seen the end of: a parser holds that of
// each piece, real shells of some.
func TestCutShort(t *testing.T) {
	t.Parallel()
	b := newBook(t, nil, account)
	blocks := b.blocks()
	for _, language := range []syntax.LangVariant{syntax.LangBash, syntax.LangZsh} {
		t.Run("parsed as "+language.String(), func(t *testing.T) {
			t.Parallel()
			parser := syntax.NewParser(syntax.Variant(language))
			for file, block := range blocks {
				oneStatement(t, parser, file, block)
				for end := range lastParenthesis(block) {
					if end > 0 && (blank(block[end-1]) || blank(block[end])) {
						beginning(t, parser, file, block[:end])
					}
				}
			}
		})
	}
	for _, command := range shells(t) {
		t.Run("run by "+command[0], func(t *testing.T) {
			t.Parallel()
			b := newBook(t, nil, account)
			log := filepath.Join(b.home, "calls")
			b.aws(`echo "$*" >>"$CALLS"; echo ` + account + ` arn:aws:iam::` + account + `:root`)
			for file, block := range b.blocks() {
				b.cutShort(command, file, block, log)
			}
		})
	}
}

// blocks are the blocks of the book, by the name of their file.
func (b *book) blocks() map[string]string {
	b.t.Helper()
	blocks := map[string]string{}
	for _, id := range b.played() {
		for _, kind := range []string{"do", "undo"} {
			if b.block(kind, id) != "" {
				blocks[kind+" of "+id] = b.text(kind, id)
			}
		}
	}
	return blocks
}

// lastParenthesis is where the last parenthesis of a block stands, which ends it.
func lastParenthesis(block string) int { return strings.LastIndex(block, ")") }

// oneStatement holds that a block is one subshell, with nothing before, behind
// and around it, and that the parser waits for more at each byte but the last.
func oneStatement(t *testing.T, parser *syntax.Parser, file, block string) {
	t.Helper()
	given, end := 0, lastParenthesis(block)+1
	parsed, err := parser.Parse(reader(func(p []byte) (int, error) {
		if given > 1 && given < end && !parser.Incomplete() {
			t.Errorf("%s, cut off after %d of %d bytes, is a whole statement", file, given, len(block))
		}
		n := copy(p[:min(1, len(p))], block[given:])
		given += n
		if n == 0 {
			return 0, io.EOF
		}
		return n, nil
	}), file)
	if err != nil || len(parsed.Stmts) != 1 || given != len(block) {
		t.Errorf("%s is not one statement: %v", file, err)
		return
	}
	s := parsed.Stmts[0]
	if _, sub := s.Cmd.(*syntax.Subshell); !sub || s.Negated || s.Background || s.Coprocess || s.Disown || len(s.Redirs) > 0 || int(s.End().Offset()) != end {
		t.Errorf("%s is more than a subshell", file)
	}
}

// A reader is a function that reads.
type reader func([]byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

// beginning holds that a piece of a block is the beginning of a statement and not
// a whole one: a shell waits for the rest of it.
func beginning(t *testing.T, parser *syntax.Parser, file, piece string) {
	t.Helper()
	parsed, err := parser.Parse(strings.NewReader(piece), file)
	if !syntax.IsIncomplete(err) || len(parsed.Stmts) > 0 {
		t.Errorf("%s, cut off after %d bytes, is not the beginning of one statement: %v", file, len(piece), err)
	}
}

func blank(c byte) bool { return c == ' ' || c == '\n' }

// cutShort feeds a shell ten pieces of a block: those that end at the end of the
// first line, before the last parenthesis and around the end of the line
// before it, and by chance at the end of a line or inside one. Then it feeds it the
// whole block.
func (b *book) cutShort(command []string, file, block, log string) {
	b.t.Helper()
	end := lastParenthesis(block)
	lines := []int{}
	for at := range end {
		if block[at] == '\n' {
			lines = append(lines, at+1)
		}
	}
	ends := []int{lines[0], lines[len(lines)-1] - 1, end - 1, end}
	chance := rand.New(rand.NewPCG(1, uint64(len(block))))
	for len(ends) < 7 {
		ends = append(ends, lines[chance.IntN(len(lines))])
	}
	for len(ends) < 10 {
		ends = append(ends, chance.IntN(end))
	}
	before := b.listing()
	feed := func(text string) {
		cmd := exec.Command(command[0], append(command[1:], "-s")...)
		cmd.Env, cmd.Dir, cmd.Stdin = b.env("CALLS="+log), b.home, strings.NewReader(text)
		b.finish(cmd)
	}
	for _, at := range ends {
		feed(block[:at])
		if calls := readLines(b.t, log); len(calls) > 0 {
			b.t.Errorf("%v: %s, cut off after %d of %d bytes, runs aws %s", command, file, at, len(block), calls[0])
		}
		if now := b.listing(); now != before {
			b.t.Errorf("%v: %s, cut off after %d of %d bytes, leaves %s", command, file, at, len(block), now)
		}
	}
	feed(block[:end+1])
	if calls := readLines(b.t, log); len(calls) == 0 {
		b.t.Errorf("%v: %s, whole, makes no call: this test sees nothing", command, file)
	}
	if err := os.Remove(log); err != nil {
		b.t.Fatal(err)
	}
}

// listing names the files in the reader's home and among the temporary ones.
func (b *book) listing() string {
	b.t.Helper()
	var names []string
	for _, dir := range []string{b.me(), filepath.Join(b.home, "tmp")} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			b.t.Fatal(err)
		}
		for _, e := range entries {
			names = append(names, e.Name())
		}
	}
	return strings.Join(names, " ")
}

// tree is every file in the reader's folder, with its size and time.
func (b *book) tree() string {
	b.t.Helper()
	var lines []string
	err := filepath.WalkDir(b.home, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			lines = append(lines, fmt.Sprint(path, info.Size(), info.ModTime()))
		}
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.Join(lines, "\n")
}
