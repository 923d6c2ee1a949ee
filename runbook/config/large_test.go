package config

import (
	"errors"
	"runtime"
	"strings"
	"testing"
)

// TestLargeFiles: a file that is no config is refused in words, however it is
// made, in little memory and on one screen.
func TestLargeFiles(t *testing.T) {
	const head = "version: 1\naccount: {id: \"111122223333\"}\nnotify: [you@example.com]\n"
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'm'; c++ {
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n"
	}
	fill := func(with string) string { return strings.Repeat(with, (maxSize-200)/len(with)) }
	for _, c := range []struct{ name, text, want string }{
		{"ten megabytes", head + strings.Repeat("# x\n", 10<<20/4), "larger than 1 MiB"},
		{"aliases of aliases", bomb, "anchors are not supported"},
		{"NUL bytes", head + strings.Repeat("\x00", 4096), "control character"},
		{"a NUL byte a line", fill("\x00\n"), "control character"},
		{"UTF-16", "\xff\xfev\x00e\x00r\x00", "not UTF-8"},
		{"nested without end", head + "skip: " + fill("["), "exceeded max depth"},
		{"nested deep", head + "skip: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000), "nested too deep"},
		{"keys without end", head + fill("? "), "exceeded max depth"},
		{"indented without end", head + indented(1400), "nested too deep"},
		{"one key again and again", head + fill("owner: a\n"), "the key is here twice"},
		{"unknown keys", head + fill("x: 1\n"), "no such key"},
		{"a list of words", head + "skip: [" + fill("a,") + "]", "items"},
		{"a list of groups", head + "skip: [" + fill("{},") + "]", "items"},
		{"a list of nothing", head + "skip:\n" + fill("- \n"), "items"},
		{"a list of addresses", head[:strings.Index(head, "notify")] + "notify: [" + fill("a,") + "]", "items"},
		{"one long text", head + `owner: "` + fill(`\u0041`) + `"`, "longer than"},
		{"an open quote", head + `owner: "` + fill("a"), "not YAML"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Parse("f", []byte(c.text))
			runtime.ReadMemStats(&after)
			var wrong *Error
			if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.want) || wrong.Hint() == "" {
				t.Errorf("got %.300v, want %q", err, c.want)
			}
			// All that was ever taken, so that at no time it can have been more.
			if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 400 {
				t.Errorf("it took %d MiB", taken)
			}
			if len(wrong.Problems) > maxProblems+1 {
				t.Errorf("%d problems are told", len(wrong.Problems))
			}
		})
	}
}

func indented(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
