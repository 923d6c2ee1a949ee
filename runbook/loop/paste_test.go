package loop

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
)

// readers are people with their shells and settings. An output format that
// version 1 of aws does not know, and a pager that fails, must not matter.
var readers = []struct {
	name      string
	command   []string
	bracketed bool
	version   int
}{
	{"bash", []string{"bash", "--norc", "-i"}, false, 1},
	{"bash with brackets", []string{"bash", "--norc", "-i"}, true, 2},
	{"zsh", []string{"zsh", "-f", "-i"}, false, 2},
	{"zsh with brackets", []string{"zsh", "-f", "-i"}, true, 1},
}

// TestPaste pastes every block of the book into real interactive shells: what
// can be done by commands is then done, and the shell is still there.
func TestPaste(t *testing.T) {
	slow(t)
	need(t, "zsh", awsV2)
	t.Parallel()
	for _, reader := range readers {
		t.Run(reader.name, func(t *testing.T) {
			t.Parallel()
			b := newBook(t, borrow(t), account)
			if reader.version == 2 {
				b.useV2Mostly()
			}
			b.write("config", "[default]\noutput = yaml\ncli_pager = false\n")
			x := b.open(reader.command, "AWS_CONFIG_FILE="+b.home+"/config")
			for _, id := range b.played() {
				x.interrupt(b.text("do", id), reader.bracketed)
				if out, code := x.run(b, b.text("do", id), reader.bracketed); code != "0" || !strings.Contains(out, "\nFinished: "+id+"\n") {
					t.Fatalf("%s ends with %s\n%s", id, code, out)
				}
			}
			r := b.verify()
			for _, e := range b.Entries {
				if id := e.Step.ID; slices.Contains(b.played(), id) && e.Step.EndedBy == "" {
					is(t, r, id, "pasted", runbook.StatusDone, runbook.StatusWaiting)
				}
			}
			elsewhere := newBook(t, b.cloud, "222233334444")
			id := elsewhere.played()[0]
			if out, code := x.run(b, elsewhere.text("do", id), reader.bracketed); code == "0" || !strings.Contains(out, "Stopped, nothing was changed") {
				t.Errorf("%s for another account ends with %s\n%s", id, code, out)
			}
			alike(t, "after a block for another account", r, b.verify())
			if left := b.leftovers(); left != "" {
				t.Errorf("files are left behind: %s", left)
			}
		})
	}
}

// text is a block as it stands in runbook.md, which TestFences makes sure of.
func (b *book) text(kind, id string) string {
	b.t.Helper()
	raw, err := os.ReadFile(b.block(kind, id))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(raw)
}

// run pastes a block, answers what it asks, and returns what it printed and its
// exit code. The shell must still know a variable of before.
func (x *terminal) run(b *book, block string, bracketed bool) (out, code string) {
	x.t.Helper()
	x.clear()
	x.send("here=still\r")
	x.wait(`here=still(.*\n)*.*`+ready+"$", time.Minute)
	x.clear()
	x.paste(block, bracketed)
	reader := &phone{}
	for {
		if typed := reader.look(x.screen()); typed != "" {
			x.send(typed + "\r")
		}
		if x.idle() {
			break
		}
	}
	out = x.screen()
	x.clear()
	answer := x.ask(`printf '<%s %s>\n' "$?" "${here-gone}"`)
	code, here, _ := strings.Cut(answer, " ")
	if here != "still" {
		x.t.Errorf("after the block the shell is another: %s", answer)
	}
	b.codesArrived(reader.codes)
	return out, code
}

// idle reports whether the shell has its prompt back.
func (x *terminal) idle() bool {
	x.t.Helper()
	select {
	case <-x.changed:
	case <-time.After(time.Minute):
		x.t.Fatalf("the shell hangs:\n%s", x.screen())
	}
	return strings.HasSuffix(x.screen(), ready)
}

// interrupt pastes a block that asks for codes and presses Ctrl-C there, or
// half of any other block and presses Ctrl-C after it.
func (x *terminal) interrupt(block string, bracketed bool) {
	x.t.Helper()
	x.clear()
	if strings.Contains(block, "\nread ") {
		x.paste(block, bracketed)
		x.wait(codeLine.String(), time.Minute)
	} else {
		x.paste(block[:len(block)/2], bracketed)
	}
	x.settle()
	x.clear()
	x.send("\x03")
	x.wait(ready+"$", time.Minute)
}
