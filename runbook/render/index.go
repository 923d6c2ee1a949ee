package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

// shelf is what index.html.tmpl sees: the accounts of a run, in its order.
type shelf struct {
	Style     template.CSS
	StyleHash string
	Version   string
	Books     []shelved
}

// shelved is one account.
type shelved struct{ verify.Outcome }

// Index makes the page that links the books of several accounts: how far each
// is, what was lost, and why one could not be read. As the page of a book it
// loads nothing, and it has no script. The same arguments give the same bytes.
func Index(templates fs.FS, outcomes []verify.Outcome) ([]byte, error) {
	frame, err := readText(templates, "index.html.tmpl")
	if err != nil {
		return nil, err
	}
	style, err := readText(templates, "index.css")
	if err != nil {
		return nil, err
	}
	t, err := template.New("index").Funcs(template.FuncMap{"clean": quote.Terminal}).Parse(frame)
	if err != nil {
		return nil, err
	}
	s := shelf{Style: template.CSS(style), StyleHash: digest(style), Version: runbook.Version}
	for _, o := range outcomes {
		s.Books = append(s.Books, shelved{o})
	}
	var out bytes.Buffer
	err = t.Execute(&out, s)
	return out.Bytes(), err
}

// Accounts says how many there are.
func (s shelf) Accounts() string { return words.Count(len(s.Books), "AWS account") }

// Failed counts the accounts in which something went wrong.
func (s shelf) Failed() int {
	return s.count(func(b shelved) bool { return b.Err != nil })
}

// Verified counts those with verdicts.
func (s shelf) Verified() int { return s.count(shelved.Verified) }

// Lossy counts those in which something that was done is not any more.
func (s shelf) Lossy() int {
	return s.count(func(b shelved) bool { return len(b.Lost()) > 0 })
}

func (s shelf) count(is func(shelved) bool) int {
	n := 0
	for _, b := range s.Books {
		if is(b) {
			n++
		}
	}
	return n
}

// Why is the first line of what went wrong.
func (b shelved) Why() string {
	if b.Err == nil {
		return ""
	}
	line, _, _ := strings.Cut(b.Err.Error(), "\n")
	return line
}

// Progress is how far the account is, as the page of its book counts.
func (b shelved) Progress() progress {
	done, all := b.Report.Progress()
	return progress{All: all, Done: done, Attested: b.Report.Summary[runbook.StatusAttested]}
}

// Lost are the steps that were done and are not any more.
func (b shelved) Lost() []verify.StepReport { return b.Report.Losses() }

// Left is what is still open, in words: "29 to do, 1 waiting".
func (b shelved) Left() string {
	var parts []string
	for _, kind := range []struct {
		status runbook.Status
		words  string
	}{
		{runbook.StatusTodo, "to do"}, {runbook.StatusWaiting, "waiting"},
		{runbook.StatusUnknown, "could not be read"}, {runbook.StatusManual, "by hand"},
	} {
		if n := b.Report.Summary[kind.status]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, kind.words))
		}
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}
