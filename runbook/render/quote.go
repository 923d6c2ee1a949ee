package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"hardbook/runbook/quote"
)

// sh makes one shell word of a value.
func sh(v any) string { return quote.Shell(quote.Terminal(fmt.Sprint(v))) }

// plain is a value as it stands in a block of code: on one line, not quoted.
func plain(v any) string { return quote.Terminal(fmt.Sprint(v)) }

// md makes plain Markdown text of a value, code a code span.
func md(v any) string   { return quote.Markdown(fmt.Sprint(v)) }
func code(v any) string { return quote.Code(fmt.Sprint(v)) }

// setPolicy are the lines of a shell that put a policy document into $policy, a
// statement a line: a terminal may drop the end of a line over 4,096 bytes.
func setPolicy(document []byte) (string, error) {
	line, err := compact(document)
	if err != nil {
		return "", err
	}
	var lines []string
	before := ""
	for piece := range strings.SplitAfterSeq(line, "},{") {
		lines = append(lines, "policy="+before+quote.Shell(piece))
		before = "$policy"
	}
	return strings.Join(lines, "\n"), nil
}

// compact is a JSON document on one line.
func compact(document []byte) (string, error) {
	var b bytes.Buffer
	err := json.Compact(&b, document)
	return b.String(), err
}
