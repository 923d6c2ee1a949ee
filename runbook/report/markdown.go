package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// writeMarkdown writes the report for an issue or the summary of a CI run: a table
// for each chapter, what is wrong below it, and what to do next. Whatever was
// read in the account is text there, and calls nobody by a name.
func writeMarkdown(w io.Writer, r verify.Report, g Guide) error {
	t := table{Report: r, Guide: g}
	t.write("# AWS account %s: %s", escaped(r.Account), escaped(t.sum()))
	t.write("Read %s.", escaped(source(r)))
	if r.Source.Age != "" {
		t.write("**This evidence is %s old: what it says may have changed.**", escaped(r.Source.Age))
	}
	for i, s := range r.Steps {
		if i == 0 || r.Steps[i-1].Phase != s.Phase {
			t.chapter(s)
		}
	}
	if tips := t.tips(); len(tips) > 0 {
		t.write("## What to do now")
		var list strings.Builder
		for _, tip := range tips {
			text := strings.ReplaceAll(tip.text, unbroken, " ")
			fmt.Fprintf(&list, "- **%s** %s\n", tip.head, escaped(text))
		}
		t.write("%s", strings.TrimSuffix(list.String(), "\n"))
	}
	_, err := io.WriteString(w, strings.TrimSuffix(t.out.String(), "\n"))
	return err
}

// write writes a paragraph.
func (t *table) write(format string, args ...any) {
	fmt.Fprintf(&t.out, format+"\n\n", args...)
}

// chapter writes the steps of a chapter, that of a first step.
func (t *table) chapter(first verify.StepReport) {
	var rows, list strings.Builder
	for _, s := range t.Steps {
		if s.Phase != first.Phase {
			continue
		}
		status := escaped(string(s.Status))
		if s.Was != "" {
			status += " (was " + escaped(string(s.Was)) + ")"
		}
		number := ""
		if e, err := t.Book.Find(s.ID); err == nil {
			number = strconv.Itoa(e.Number)
		}
		fmt.Fprintf(&rows, "\n| %s %s | %s | %s | %s |", symbol(s.Status), status, number, escaped(s.ID), escaped(t.Told(s)))
		list.WriteString(notes(s))
	}
	t.write("## %s (%s)", escaped(t.title(first)), t.count(first.Phase))
	t.write("| Status | Number | Step | What was found |\n| --- | --- | --- | --- |%s", &rows)
	if list.Len() > 0 {
		t.write("What is not as it should be:")
		t.write("%s", strings.TrimSuffix(list.String(), "\n"))
	}
}

// notes are the facts about a step that is not done, as a list in a list.
func notes(s verify.StepReport) string {
	if !s.Status.Open() && s.Status != runbook.StatusUnknown || len(wrong(s))+len(s.Missing) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "- %s\n", escaped(s.ID))
	for _, f := range wrong(s) {
		fmt.Fprintf(&b, "  - %s: %s\n", escaped(where(f)), escaped(f.Detail))
	}
	for _, action := range s.Missing {
		fmt.Fprintf(&b, "  - to read it takes %s\n", quote.Code(action))
	}
	return b.String()
}

// escaped makes a value plain text, which names no person, team or issue either:
// where Markdown is shown, "@name" calls somebody and "#1" points somewhere. A
// space without width keeps them apart. The "@" of an e-mail address calls nobody.
func escaped(value string) string {
	marked := quote.Markdown(value)
	var b strings.Builder
	for i, c := range marked {
		b.WriteRune(c)
		before, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(marked[:i], `\`))
		if c == '#' || c == '@' && !isWord(before) {
			b.WriteString("&#8203;")
		}
	}
	return b.String()
}

func isWord(c rune) bool {
	return c == '_' || c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsNumber(c))
}
