package evidence

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmespath/go-jmespath"

	"hardbook/runbook/quote"
)

// fakeHead begins a program that plays the aws command: it takes its arguments
// apart into a key, which the cases that follow look up.
const fakeHead = `#!/bin/sh
key= region= query= output=
while [ $# -gt 0 ]; do
  case $1 in
  (--region) region=$2; shift ;;
  (--query) query=$2; shift ;;
  (--output) output=$2; shift ;;
  (--*=*) key="$key${1%%=*}|${1#*=}|" ;;
  (*) key="$key$1|" ;;
  esac
  shift
done
case "$region $key $query $output" in
`

// queries are the JMESPaths that the calls of these tests ask with.
func queries() []string {
	return []string{"", "Groups[].Id", "Arns[].Arn", "Things", "Names[]", "State == 'COMPLETE'", ruleText}
}

// installAWS puts a program named aws into a new folder, and returns the
// environment in which it is found first. It answers as printed by the aws
// command line, from answers keyed by Region and words; an answer with "!" in
// front is an error code, "" one that has nothing to print.
func installAWS(t *testing.T, answers map[string]string) []string {
	t.Helper()
	script := strings.Builder{}
	script.WriteString(fakeHead)
	for key, answer := range answers {
		region, words, _ := strings.Cut(key, " ")
		key = region + " " + strings.ReplaceAll(words, "\x1f", "|") + "| "
		if code, refused := strings.CutPrefix(answer, "!"); refused {
			said := fmt.Sprintf("An error occurred (%s) when calling the X operation: no", code)
			fmt.Fprintf(&script, "(%s*) echo %s >&2; exit 255 ;;\n", quote.Shell(key), quote.Shell(said))
			continue
		}
		for _, query := range queries() {
			for _, output := range []string{"json", "text"} {
				fmt.Fprintf(&script, "(%s) printf %%s %s ;;\n", quote.Shell(key+query+" "+output), quote.Shell(printAs(t, answer, query, output)))
			}
		}
	}
	script.WriteString("(*) echo 'An error occurred (NoFakeAnswer) when calling the X operation: no' >&2; exit 255 ;;\nesac\n")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "aws"), []byte(script.String()), 0o700); err != nil {
		t.Fatal(err)
	}
	return append(os.Environ(), "PATH="+dir+":"+os.Getenv("PATH"))
}

// printAs is an answer in the form that the aws command line gives it.
func printAs(t *testing.T, answer, query, output string) string {
	t.Helper()
	if answer == "" {
		return ""
	}
	var value any
	dec := json.NewDecoder(strings.NewReader(answer))
	dec.UseNumber() // the command prints 80.0 where it was sent
	if err := dec.Decode(&value); err != nil {
		t.Fatal(err)
	}
	if query != "" {
		var err error
		if value, err = jmespath.Search(query, value); err != nil {
			t.Fatal(err)
		}
	}
	if list, ok := value.([]any); ok && output == "text" {
		var words []string
		for _, x := range list {
			words = append(words, fmt.Sprint(x))
		}
		return strings.Join(words, "\t") + "\n"
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "    ")
	if err := enc.Encode(value); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
