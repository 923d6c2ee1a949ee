//go:build loop

package loop

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestCutShort: a paste that ends too early makes no call and touches no file,
// wherever it ends.
func TestCutShort(t *testing.T) {
	need(t, "bash", "zsh")
	for _, command := range shells(t) {
		t.Run(command[0], func(t *testing.T) {
			t.Parallel()
			b := newBook(t, nil, account)
			log := filepath.Join(b.home, "calls")
			b.aws(`echo "$*" >>"$CALLS"; echo ` + account + ` arn:aws:iam::` + account + `:root`)
			for _, id := range b.played() {
				for _, kind := range []string{"do", "undo"} {
					if file := b.block(kind, id); file != "" {
						b.cutShort(command, file, log)
					}
				}
			}
		})
	}
}

// cutShort feeds a shell every piece of a block that ends at the end of a line
// or, by chance, inside one, then the whole block.
func (b *book) cutShort(command []string, file, log string) {
	b.t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		b.t.Fatal(err)
	}
	block := string(raw)
	end := strings.LastIndex(block, ")")
	var ends []int
	for at := range end + 1 {
		if block[at] == '\n' || at == end {
			ends = append(ends, at, at+1)
		}
	}
	ends = ends[:len(ends)-1] // not the whole block
	chance := rand.New(rand.NewPCG(1, uint64(len(block))))
	for range 20 {
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
