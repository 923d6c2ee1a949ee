package report

import (
	"fmt"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

// Accounts is what one run found about several accounts.
type Accounts struct {
	List  []Account // in the order of the run
	Index string    // the page that links the books; "" where none was written
}

// An Account is one of them.
type Account struct {
	verify.Outcome
	guide Guide
	place int    // of the step to do next, in the report; behind the last where there is none
	next  string // what to do for it
}

// NewAccount is what there is to tell of an account. Unless it is for a format
// that is Full, only as much is kept as the others need.
func NewAccount(o verify.Outcome, g Guide, full bool) Account {
	t := table{Report: o.Report, Guide: g}
	a := Account{Outcome: o, guide: g, place: t.nextStep(), next: Next(o.Report, g)}
	if !full {
		a.Report, a.guide = o.Report.Brief(), Guide{Flags: g.Flags, Runbook: g.Runbook}
	}
	return a
}

// failed are the accounts that could not be verified.
func (a Accounts) failed() int {
	n := 0
	for _, one := range a.List {
		if !one.Verified() {
			n++
		}
	}
	return n
}

// lost counts the steps that were done and are not any more, in all accounts.
func (a Accounts) lost() int {
	n := 0
	for _, one := range a.List {
		n += len(one.Report.Losses())
	}
	return n
}

// steps is how many steps have each status, in all accounts.
func (a Accounts) steps() map[runbook.Status]int {
	total := map[runbook.Status]int{}
	for _, s := range runbook.Statuses() {
		total[s] = 0
		for _, one := range a.List {
			total[s] += one.Report.Summary[s]
		}
	}
	return total
}

// sum is the run in one line: "3 accounts, 1 not verified; 26 done, 58 todo".
func (a Accounts) sum() string {
	text := words.Count(len(a.List), "account")
	if n := a.failed(); n > 0 {
		text += fmt.Sprintf(", %d not verified", n)
	}
	if steps := counted(a.steps()); steps != "" {
		text += "; " + steps
	}
	if n := a.lost(); n > 0 {
		text += fmt.Sprintf("; %d done before and not now", n)
	}
	return text
}

// why is what went wrong with an account, in one line.
func (a Account) why() string {
	if a.Err == nil {
		return "nothing was read"
	}
	line, _, _ := strings.Cut(a.Err.Error(), "\n")
	return quote.Terminal(line)
}

// stands is how the account stands, in a few words.
func (a Account) stands() string {
	lost := a.Report.Losses()
	switch {
	case !a.Verified():
		return "not verified: " + a.why()
	case len(lost) > 0:
		return fmt.Sprintf("%d lost: %s", len(lost), few(ids(lost)))
	case a.Report.ExitCode() == 0:
		return "all done"
	case a.next != "":
		return "next: " + a.Report.Steps[a.place].ID
	case a.Report.Summary[runbook.StatusUnknown] > 0:
		return "could not be read"
	}
	return "waiting"
}

// urgent says what to do first in all of the accounts: about what was lost, else
// about an account that could not be verified, else the first step that is next,
// else what waits or could not be read.
func (a Accounts) urgent() string {
	var lost, failed, next, rest *Account
	for i := range a.List {
		one := &a.List[i]
		switch {
		case !one.Verified():
			if failed == nil {
				failed = one
			}
		case len(one.Report.Losses()) > 0 && (lost == nil || len(one.Report.Losses()) > len(lost.Report.Losses())):
			lost = one
		case one.next != "" && (next == nil || one.place < next.place):
			next = one
		case one.Report.ExitCode() != 0 && rest == nil:
			rest = one
		}
	}
	switch {
	case lost != nil:
		s := lost.Report.Losses()[0]
		return quote.Terminal(lost.Name + ": " + s.ID + " " + lost.Report.Told(s) + ": hardbook steps " + s.ID + lost.guide.Flags)
	case failed != nil:
		return quote.Terminal(failed.Name) + ": not verified: " + failed.why()
	case next != nil:
		return quote.Terminal(next.Name + ": " + next.next)
	case rest != nil:
		return quote.Terminal(rest.Name) + ": nothing is to do, but something waits or could not be read; the book says why"
	}
	return "all that hardbook can see is done; verify again once a month, and after every change"
}
