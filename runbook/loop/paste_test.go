//go:build loop

package loop

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// readers are people with their shells and settings. An output format that
// version 1 of aws does not know, and a pager that fails, must not matter. Who
// has no version plays what version 1 said again.
var readers = []struct {
	name      string
	command   []string
	bracketed bool
	version   int
}{
	{"bash", []string{"bash", "--norc", "-i"}, false, 1},
	{"zsh with brackets", []string{"zsh", "-f", "-i"}, true, 2},
	{"bash with brackets", []string{"bash", "--norc", "-i"}, true, 0},
	{"zsh", []string{"zsh", "-f", "-i"}, false, 0},
}

// TestPaste pastes every block of the book into real interactive shells: what
// can be done by commands is then done, and the shell is still there.
func TestPaste(t *testing.T) {
	slow(t)
	need(t, "zsh", testneeds.AWS2)
	t.Parallel()
	tapes, whole := map[string]tape{}, t
	for _, reader := range readers {
		t.Run(reader.name, func(t *testing.T) {
			if reader.version != 1 {
				t.Parallel() // after version 1, which makes the tapes
			}
			var c *cloud
			if reader.version > 0 {
				c = borrow(t)
			}
			b := newBook(t, c, account)
			if c != nil {
				b.ownVPC()
			}
			switch reader.version {
			case 0:
				b.replay()
			case 1:
				b.record(b.asV1())
			case 2:
				b.record(b.asV2())
			}
			b.write("config", "[default]\noutput = yaml\ncli_pager = false\n")
			x := b.open(reader.command, "AWS_CONFIG_FILE="+b.home+"/config", "TAPE="+b.home+"/tape", "CALLS="+b.home+"/calls")
			for _, id := range b.played() {
				b.load(tapes[id], newTape(t))
				x.interrupt(b.text("do", id), reader.bracketed)
				fresh := newTape(whole) // it outlives its reader
				b.load(tapes[id], fresh)
				out, code, codes := x.run(b.text("do", id), reader.bracketed)
				if code != "0" || !strings.Contains(out, "\nFinished: "+id+"\n") {
					t.Fatalf("%s ends with %s\n%s", id, code, out)
				}
				switch reader.version {
				case 0:
					b.samePlayed(id, tapes[id], codes)
				case 1:
					tapes[id] = fresh
					fallthrough
				case 2:
					b.codesArrived(codes)
				}
			}
			b.load(tapes[b.played()[0]], newTape(t))
			b.pasted(x, reader.bracketed)
			if left := b.leftovers(); left != "" {
				t.Errorf("files are left behind: %s", left)
			}
		})
	}
}

// load puts a tape in for the shell: the one to play again, if there is one and
// no account, or a fresh one to record.
func (b *book) load(taped, fresh tape) {
	b.t.Helper()
	in, calls := b.home+"/tape", b.home+"/calls"
	if b.cloud == nil {
		b.bringHome(taped)
		fresh = taped
	} else {
		b.keepHome(fresh)
	}
	if err := errors.Join(os.RemoveAll(in), os.RemoveAll(calls), os.Symlink(string(fresh), in)); err != nil {
		b.t.Fatal(err)
	}
}

// samePlayed holds that a block made the calls on the tape, with the codes that
// were typed.
func (b *book) samePlayed(id string, taped tape, codes []string) {
	b.t.Helper()
	made, want := readLines(b.t, b.home+"/calls"), taped.calls(b.t)
	if len(made) != len(want) {
		b.t.Errorf("%s makes %d calls, not %d:\n%s", id, len(made), len(want), strings.Join(made, "\n"))
	}
	for _, code := range codes {
		if !strings.Contains(strings.Join(made, "\n"), code) {
			b.t.Errorf("%s does not send the code %s", id, code)
		}
	}
}

// pasted holds that everything pasted is done, and that a block for another
// account changes nothing.
func (b *book) pasted(x *terminal, bracketed bool) {
	b.t.Helper()
	var before verify.Report
	if b.cloud != nil {
		before = b.verify()
		for _, e := range b.Entries {
			if id := e.Step.ID; slices.Contains(b.played(), id) && e.Step.EndedBy == "" {
				is(b.t, before, id, "pasted", runbook.StatusDone, runbook.StatusWaiting)
			}
		}
	}
	elsewhere := newBook(b.t, b.cloud, "222233334444")
	id := elsewhere.played()[0]
	if out, code, _ := x.run(elsewhere.text("do", id), bracketed); code == "0" || !strings.Contains(out, "Stopped, nothing was changed") {
		b.t.Errorf("%s for another account ends with %s\n%s", id, code, out)
	}
	if b.cloud != nil {
		alike(b.t, "after a block for another account", before, b.verify())
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

// run pastes a block, answers what it asks, and returns what it printed, its
// exit code and the MFA codes that were typed. The shell must still know a
// variable of before.
func (x *terminal) run(block string, bracketed bool) (out, code string, codes []string) {
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
	return out, code, reader.codes
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
