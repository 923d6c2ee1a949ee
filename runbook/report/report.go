// Package report writes a report on a book in the forms people and programs
// read.
package report

import (
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"

	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// JSON writes the report in its schema, hardbook/verify/v1: what status.json
// holds. What a terminal might obey is written as \uXXXX: it reads back the same.
func JSON(w io.Writer, r verify.Report) error { return writeJSON(w, r) }

func writeJSON(w io.Writer, v any) error {
	plain, err := quote.JSON(v, "  ")
	if err != nil {
		return err
	}
	var inert bytes.Buffer
	for _, c := range string(plain) {
		if c == '\n' || unicode.IsPrint(c) || unicode.Is(unicode.Zs, c) {
			inert.WriteRune(c)
			continue
		}
		for _, unit := range utf16.Encode([]rune{c}) {
			fmt.Fprintf(&inert, `\u%04x`, unit)
		}
	}
	_, err = inert.WriteTo(w)
	return err
}
