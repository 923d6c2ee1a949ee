package terminal

import (
	"regexp"
	"strings"
	"testing"
)

const document = "# 7. Do *it*, **now**\n\n| | |\n| --- | --- |\n| Who | the root user, in the console and nowhere else |\n| AWS Startup Security Baseline | ACCT.01 |\n\n" +
	"Set `a b` for you\\@example.com, see [the page](https://example.com/x) and [Undo](#undo-it) &amp; \\&amp; more.\nNew<br>line.\n\n" +
	"1. One two three four five six seven.\n   - [x] inner\n2. <https://example.com/>\n\n" +
	"```sh do\n(\n\techo 'a   b'   \n\naws x --query \"this line is longer than the screen is wide\" | y\n)\n```\n\n" +
	"> quoted\n\n---\n\n| For | E-mail |\n| --- | --- |\n| the bill, and all that | billing@example.com |\n| safety | x |\n"

// TestMarkdown holds the whole text: wrapped prose, facts, lists, code as it
// stands, and a table that fits.
func TestMarkdown(t *testing.T) {
	want := "7. Do it, now\n\n" +
		"Who            the root user, in the\n               console and nowhere else\nAWS Startup    ACCT.01\nSecurity\nBaseline\n\n" +
		"Set `a b` for you@example.com, see the\npage <https://example.com/x> and \"Undo\"\n& &amp; more. New<br>line.\n\n" +
		"1. One two three four five six seven.\n   - [x] inner\n2. https://example.com/\n\n" +
		strings.Repeat("─", 40) + "\n(\n\techo 'a   b'   \n\naws x --query \"this line is longer than the screen is wide\" | y\n)\n" + strings.Repeat("─", 40) + "\n\n" +
		"  quoted\n\n" + strings.Repeat("─", 40) + "\n\n" +
		"For                  E-mail\n" + strings.Repeat("─", 40) + "\nthe bill, and all    billing@example.com\nthat\n\nsafety               x\n"
	if got := (Screen{Width: 40}).Markdown(document); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarkdownColour: names are painted instead of standing in backticks, code
// is not touched, and the letters are the same.
func TestMarkdownColour(t *testing.T) {
	got := (Screen{Width: 40, Colour: true}).Markdown(document)
	for _, part := range []string{
		"\x1b[36ma\x1b[39m \x1b[36mb\x1b[39m", "\x1b[1mnow\x1b[22m", "\x1b[1mWho\x1b[22m  ", "\n(\n\techo 'a   b'   \n\naws x ",
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
}

// TestMarkdownIsInert: what a terminal might obey does not reach it, wherever
// it stands.
func TestMarkdownIsInert(t *testing.T) {
	const evil = "\x1b]0;owned\a\u009b2J\u202ex\r"
	for _, source := range []string{
		"# " + evil, evil, "- " + evil, "`" + evil + "`", "**" + evil + "**", "[" + evil + "](https://" + evil + ")", "[a](<https://b" + evil + ">)",
		"```sh " + evil + "\n" + evil + "\n```\n", "    " + evil, "<div " + evil + ">", "a <b " + evil + ">", "<https://b" + evil + ">",
		"| a" + evil + " | b |\n| --- | --- |\n| " + evil + " | " + evil + " |", "&#27;[2J", "&#x9b;2J", "![" + evil + "](x)",
	} {
		for _, colour := range []bool{false, true} {
			got := (Screen{Width: 30, Colour: colour}).Markdown(source)
			if bare := regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(got, ""); strings.ContainsAny(bare, "\x1b\a\u009b\u202e\r") {
				t.Errorf("%q became %q", source, got)
			}
		}
	}
}

// TestTableFits: whatever is in it, and however narrow the screen.
func TestTableFits(t *testing.T) {
	for _, text := range texts() {
		source := "| For | Name | Title |\n| --- | --- | --- |\n| security | " + text + " | `" + text + "` |\n"
		for _, width := range []int{20, 40, 80, 200} {
			for line := range strings.Lines((Screen{Width: width, Colour: true}).Markdown(source)) {
				if w := Width(strings.TrimSuffix(line, "\n")); w > min(width, prose) {
					t.Errorf("%d columns, not %d: %q", w, width, line)
				}
			}
		}
	}
}

// FuzzMarkdown: no text stops the reader, or reaches what obeys escapes.
func FuzzMarkdown(f *testing.F) {
	f.Add(document, 40)
	f.Add("| | |\n| --- | --- |\n", 1)
	f.Add("1. a\n\n   ```\n   b\n   ```\n\n   > - | c |\n", 3)
	f.Fuzz(func(t *testing.T, source string, width int) {
		got := (Screen{Width: width % 300, Colour: true}).Markdown(source)
		if bare := regexp.MustCompile("\x1b\\[[0-9]+m").ReplaceAllString(got, ""); strings.ContainsAny(bare, "\x1b\u009b\u202e\r") {
			t.Errorf("got %q", got)
		}
	})
}
