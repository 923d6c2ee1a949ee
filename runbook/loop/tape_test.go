//go:build loop

package loop

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A tape is what the aws command said, call by call, while a block ran: to play
// the block again with one call failing, which no emulator can be asked for.
type tape string

func newTape(t *testing.T) tape { return tape(t.TempDir()) }

func (p tape) env() string { return "TAPE=" + string(p) }

// record makes the aws command these lines of shell, and keep what it says on
// the tape.
func (b *book) record(aws string) {
	b.t.Helper()
	b.aws(count + "(\n" + aws + "\n)" + ` >"$TAPE/$n.out" 2>"$TAPE/$n.err"
code=$?
echo $code >"$TAPE/$n.code"
for word; do
  if [ "${last:-}" = --outfile ]; then cp "$word" "$TAPE/$n.file"; fi
  last=$word
done
cat "$TAPE/$n.out"
cat "$TAPE/$n.err" >&2
exit $code`)
}

// replay makes the aws command say what is on the tape again, but for call
// number $FAIL, and note each call in $CALLS.
func (b *book) replay() {
	b.t.Helper()
	program, err := replayer()
	must(b.t, program, err)
	aws := filepath.Join(b.home, "bin", "aws")
	if err := errors.Join(os.RemoveAll(aws), os.Symlink(program, aws)); err != nil {
		b.t.Fatal(err)
	}
}

// replayer is the program that plays tapes: see testdata/replay.
var replayer = sync.OnceValues(func() (string, error) { return build("replay", "./testdata/replay") })

const count = `echo "$*" >>"$TAPE/calls"
n=$(($(wc -l <"$TAPE/calls")))
`

// taped runs a block that must succeed, and records it, and the home folder it
// found.
func (b *book) taped(p tape, kind, id string) result {
	b.t.Helper()
	b.keepHome(p)
	return b.mustBy([]string{"bash"}, kind, id, p.env())
}

// keepHome keeps the home folder, as it is now, with the tape.
func (b *book) keepHome(p tape) {
	b.t.Helper()
	if err := os.CopyFS(p.home(), os.DirFS(b.me())); err != nil {
		b.t.Fatal(err)
	}
}

// bringHome makes the home folder what it was when the tape was recorded.
func (b *book) bringHome(p tape) {
	b.t.Helper()
	if err := errors.Join(os.RemoveAll(b.me()), os.CopyFS(b.me(), os.DirFS(p.home()))); err != nil {
		b.t.Fatal(err)
	}
}

func (p tape) home() string { return filepath.Join(string(p), "home") }

// calls are the calls on the tape.
func (p tape) calls(t *testing.T) []string { return readLines(t, filepath.Join(string(p), "calls")) }

func readLines(t *testing.T, file string) []string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if len(raw) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
}

// again plays a tape with call number fail failing, none for 0, and returns the
// calls that were made.
func (b *book) again(p tape, command []string, kind, id string, fail int) (result, []string) {
	b.t.Helper()
	b.bringHome(p)
	b.replay()
	log := filepath.Join(b.t.TempDir(), "calls")
	r := b.shell(command, kind, id, p.env(), "CALLS="+log, "FAIL="+strconv.Itoa(fail))
	return r, readLines(b.t, log)
}

// failing runs a block once for each call on its tape, with that call failing:
// the block must fail, and no later call be made.
func (b *book) failing(p tape, command []string, kind, id string) {
	b.t.Helper()
	calls := p.calls(b.t)
	if len(calls) == 0 {
		b.t.Fatalf("%s of %s made no call", kind, id)
	}
	for n := 1; n <= len(calls); n++ {
		r, made := b.again(p, command, kind, id, n)
		if r.code == 0 || strings.Contains(r.out, "Finished: "+id) {
			b.t.Errorf("%v: %s of %s goes on as if aws %s had not failed\n%s", command, kind, id, calls[n-1], r.out)
		} else if len(made) > n {
			b.t.Errorf("%v: %s of %s runs aws %s after aws %s failed", command, kind, id, made[n], calls[n-1])
		}
	}
}

// odd are shells set up in ways that people set up theirs.
var odd = [][]string{
	{"bash"}, {"bash", "-u", "-o", "pipefail"}, {"bash", "-C"}, {"bash", "-e"}, {"bash", "-f"}, {"bash", "--posix"}, {"dash"}, {"dash", "-u"},
	{"zsh", "-f"}, {"zsh", "-f", "-u", "-o", "pipefail"}, {"zsh", "-f", "-C"}, {"zsh", "-f", "-o", "sh_word_split"},
	{"zsh", "-f", "-o", "ksh_arrays"}, {"zsh", "-f", "-o", "extended_glob"}, {"zsh", "-f", "-o", "glob_subst"}, {"zsh", "-f", "-o", "err_return"},
}

// replayed plays a tape again in oddly set up shells, and with each of its calls
// failing in turn. No account is needed for that, nor a home folder that
// another tape uses.
func replayed(t *testing.T, p tape, kind, id string) {
	t.Helper()
	b := newBook(t, nil, account)
	b.inOddShells(p, kind, id)
	for _, command := range shells(t) {
		b.failing(p, command, kind, id)
	}
}

// ownWords are what is another one at each run: folders, a
// password, a code.
var ownWords = regexp.MustCompile(`/[^ ]*/tmp\.\w+|/[^ ]*/me/|Hb-\w+-7|--authentication-code\d \d+`)

// inOddShells runs a block in each of them: all make the calls on the tape, word by
// word.
func (b *book) inOddShells(p tape, kind, id string) {
	b.t.Helper()
	calls := p.calls(b.t)
	for _, command := range odd {
		r, made := b.again(p, command, kind, id, 0)
		if r.code != 0 || !strings.Contains(r.out, "Finished: "+id) || len(made) != len(calls) {
			b.t.Errorf("%v: %s of %s, played again, ends with %d after %d of %d calls\n%s", command, kind, id, r.code, len(made), len(calls), r.out)
			continue
		}
		for i := range made {
			if got, want := ownWords.ReplaceAllString(made[i], "*"), ownWords.ReplaceAllString(calls[i], "*"); got != want {
				b.t.Errorf("%v: %s of %s calls\naws %s\nwhere the first shell called\naws %s", command, kind, id, got, want)
			}
		}
	}
}
