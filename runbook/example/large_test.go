package example_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/testneeds"
)

// onDisk is the sample account in a folder, with other content in some files, or,
// for a content "-> x", a link to x.
func onDisk(t *testing.T, other map[string]string) *os.Root {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, sample(t)); err != nil {
		t.Fatal(err)
	}
	for path, content := range other {
		path = filepath.Join(dir, filepath.FromSlash(path))
		err := os.Remove(path)
		if to, link := strings.CutPrefix(content, "-> "); link {
			err = os.Symlink(to, path)
		} else if err == nil {
			err = os.WriteFile(path, []byte(content), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// TestLinkedFiles: a file that is a link out of the folder is not followed, be
// there an answer at its end or not; the step says so.
func TestLinkedFiles(t *testing.T) {
	book, whole := sampleBook(t), sample(t)
	const file = "us-east-1/iam-get-account-summary.json"
	outside := filepath.Join(t.TempDir(), "answer.json")
	if err := os.WriteFile(outside, whole[file].Data, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{outside, "/dev/zero", "../../../../../../etc/passwd", filepath.Base(file)} {
		got := judged(t, book, onDisk(t, map[string]string{file: "-> " + to}).FS(), readers(book, file)...)
		if s := got["root-mfa"]; s.Status != runbook.StatusUnknown || !strings.HasPrefix(s.Reason, "iam get-account-summary") || strings.Contains(s.Reason, "not collected") {
			t.Errorf("linked to %s: %s (%s)", to, s.Status, s.Reason)
		}
	}
}

// TestOtherAccount: answers that are about another account than the manifest are
// not taken, where they name one.
func TestOtherAccount(t *testing.T) {
	book, clean := sampleBook(t), sample(t)
	whole, tried := judged(t, book, clean), 0
	for path, file := range clean {
		other := bytes.ReplaceAll(file.Data, []byte("111122223333"), []byte("444455556666"))
		named := strings.Contains(path, "/iam-") && bytes.Contains(other, []byte(`"Arn": "arn:aws:iam::444455556666:`))
		files := sample(t)
		files[path].Data = other
		got := judged(t, book, files, readers(book, path)...)
		neverMore(t, path, whole, got)
		if !named {
			continue
		}
		tried++
		for id, s := range got {
			if s.Status == runbook.StatusDone && !strings.Contains(strings.Join(readers(book, path), " "), id) || strings.Contains(s.Reason, "it is about account 444455556666") {
				named = false
			}
		}
		if named {
			t.Errorf("%s: no step says that it is about another account", path)
		}
	}
	if tried < 4 {
		t.Errorf("only %d answers name their account", tried)
	}
}

// TestLargeFiles: files that are larger than any real one are refused in words,
// and never take much memory.
func TestLargeFiles(t *testing.T) {
	testneeds.Whole(t, "it writes large files")
	const file, most = "us-east-1/iam-get-account-authorization-details.json", 700 << 20
	fill := func(head, with, tail string, size int) string {
		return head + strings.Repeat(with, size/len(with)) + tail
	}
	var topics strings.Builder
	for i := range 30_000 {
		topics.WriteString(`,{"TopicArn":"arn:aws:sns:us-east-1:111122223333:` + strings.Repeat("t", i%200+1) + strings.Repeat("u", i/200) + `"}`)
	}
	for _, c := range []struct{ name, file, content, want string }{
		{"larger than is read", file, fill("", " ", "", 100<<20), "is over 64 MiB"},
		{"many numbers", file, fill("[0", ",0", "]", 30<<20), "over 2097152 parts"},
		{"many objects", file, fill(`{"UserDetailList":[{}`, ",{}", "]}", 30<<20), "over 2097152 parts"},
		{"few parts less", file, fill("[0", ",0", "]", 3<<20), "not an object"},
		{"one long text", file, fill(`{"x":"`, "a", `"}`, 50<<20), "has no UserDetailList"},
		{"a report of many rows", "us-east-1/iam-get-credential-report.json", fill(`{"GeneratedTime":"2026-11-21T18:29:00Z","Content":"user,arn`, `\nx,`, `"}`, 20<<20), "over 500000 cells"},
		{"a list of many things", "us-east-1/sns-list-topics.json", `{"Topics":[` + topics.String()[1:] + `]}`, "lists 30000 things"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, files := sampleBook(t), onDisk(t, map[string]string{c.file: c.content})
			c.content = ""
			peak := watchMemory()
			got := judged(t, book, files.FS(), readers(book, c.file)...)
			if used := peak(); used > most {
				t.Errorf("it took %d MiB", used>>20)
			}
			said := false
			for _, s := range got {
				said = said || s.Status == runbook.StatusUnknown && strings.Contains(s.Reason, c.want)
			}
			if !said {
				t.Errorf("no step says %q: %+v", c.want, got)
			}
		})
	}
}

// TestLargeFolder: a folder that is larger than any real one is refused.
func TestLargeFolder(t *testing.T) {
	other := map[string]string{}
	for path := range sample(t) {
		if path != "manifest.json" {
			other[path] = strings.Repeat(" ", 3<<20)
		}
	}
	if got := judged(t, sampleBook(t), onDisk(t, other).FS()); got != nil {
		t.Errorf("%d steps are judged", len(got))
	}
	const large = "us-east-1/iam-get-user.json"
	for path := range other { // links make much of one file
		other[path] = "-> ../" + large
	}
	other[large] = strings.Repeat(" ", 40<<20)
	peak := watchMemory()
	got := judged(t, sampleBook(t), onDisk(t, other).FS())
	if used := peak(); len(got) == 0 || used > 700<<20 {
		t.Errorf("%d steps are judged with %d MiB", len(got), used>>20)
	}
	neverMore(t, "links", nil, got)
}

// watchMemory begins to measure the heap; what it returns ends that, and says how
// much the heap grew at most.
func watchMemory() func() uint64 {
	heap := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	start, done, result := heap(), make(chan struct{}), make(chan uint64)
	go func() {
		most := start
		for {
			select {
			case <-done:
				result <- most - start
				return
			case <-time.After(time.Millisecond):
				most = max(most, heap())
			}
		}
	}()
	return func() uint64 { close(done); return <-result }
}
