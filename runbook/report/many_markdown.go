package report

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/words"
)

// writeManyMarkdown writes a table of the accounts, and below it, for each, what was
// lost and what is open, in a few lines: the rest is in its book.
func writeManyMarkdown(w io.Writer, a Accounts) error {
	t := table{}
	t.write("# AWS accounts: %s", escaped(a.sum()))
	var rows strings.Builder
	for _, one := range a.List {
		fmt.Fprintf(&rows, "\n| %s | %s |", one.link(), escaped(cmp.Or(one.Account, "-")))
		for _, s := range columns() {
			if one.Verified() {
				fmt.Fprintf(&rows, " %d |", one.Report.Summary[s])
			} else {
				rows.WriteString(" - |")
			}
		}
		fmt.Fprintf(&rows, " %s |", escaped(one.stands()))
	}
	head, rule := "| Name | Account |", "| --- | --- |"
	for _, s := range columns() {
		head, rule = head+" "+strings.ToUpper(heading(s)[:1])+heading(s)[1:]+" |", rule+" ---: |"
	}
	t.write("%s How it stands |\n%s --- |%s", head, rule, &rows)
	for _, one := range a.List {
		if list := one.list(); list != "" {
			t.write("## %s", escaped(one.Name+" ("+one.Config+")"))
			t.write("%s", list)
		}
	}
	t.write("## What to do now")
	t.write("- **next:** %s", escaped(a.urgent()))
	_, err := io.WriteString(w, strings.TrimSuffix(t.out.String(), "\n"))
	return err
}

// link is the name of the account, which leads to its book where there is one.
func (a Account) link() string {
	if a.guide.Runbook == "" || !a.Book {
		return escaped(a.Name)
	}
	address := (&url.URL{Path: a.guide.Runbook}).String()
	address = strings.NewReplacer("(", "%28", ")", "%29", "*", "%2A", "_", "%5F", "|", "%7C").Replace(address)
	return "[" + escaped(a.Name) + "](" + address + ")"
}

// list is what was lost in the account and what is open, a line each; "" where
// there is nothing to say.
func (a Account) list() string {
	var lines []string
	add := func(head, text string) { lines = append(lines, "- **"+head+"** "+text) }
	if !a.Verified() {
		add("not verified:", escaped(a.why()))
	}
	lost := a.Report.Losses()
	for i, s := range lost {
		if i == most {
			add("lost:", escaped("and "+words.Count(len(lost)-most, "more step")))
			break
		}
		add("lost:", escaped(s.ID+": "+a.Report.Told(s)))
	}
	for _, status := range []runbook.Status{runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusUnknown} {
		t := table{Report: a.Report}
		if those := t.those(status); len(those) > 0 {
			add(string(status)+":", escaped(few(ids(those))))
		}
	}
	return strings.Join(lines, "\n")
}
