// Package verify makes the report on a book: the verdict of each step's judge, how
// steps rest on each other, what a person attested, and how all that stood before.
package verify

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
)

// ReportSchema names the JSON form of a Report.
const ReportSchema = "hardbook/verify/v1"

// Report is what verify found, in the form status.json has.
type Report struct {
	Schema    string                 `json:"schema"`
	Account   string                 `json:"account"`
	CheckedAt time.Time              `json:"checkedAt"`
	Since     time.Time              `json:"since,omitzero"` // what the steps are compared with, where that is not the report before
	Source    ReportSource           `json:"source"`
	Steps     []StepReport           `json:"steps"`
	Unread    []string               `json:"unread,omitempty"` // with --only: steps that decide about these and could not be read
	Summary   map[runbook.Status]int `json:"summary"`
	Calls     CallReport             `json:"calls"`
}

// ReportSource says where the evidence came from.
type ReportSource struct {
	Kind        string    `json:"kind"`          // live or evidence
	Identity    string    `json:"identity"`      // ARN that made the calls
	Dir         string    `json:"dir,omitempty"` // evidence folder
	CollectedAt time.Time `json:"collectedAt"`
	Age         string    `json:"age,omitempty"` // "3 days", where that is more than verify was to accept in silence
}

// StepReport is the verdict on one step.
type StepReport struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Phase    string            `json:"phase"`
	Status   runbook.Status    `json:"status"`
	Reason   string            `json:"reason"`
	Findings []runbook.Finding `json:"findings"`
	Missing  []string          `json:"missing"`
	Kinds    []string          `json:"kinds,omitempty"`   // why it could not be read: names of evidence.Kinds
	Was      runbook.Status    `json:"was,omitempty"`     // status in the report before, where it differs
	History  []Spell           `json:"history,omitempty"` // how it stood in each reading, the last one last
}

// CallReport says what the live road cost; both are zero for a folder.
type CallReport struct {
	Requests int     `json:"requests"`
	Seconds  float64 `json:"seconds"`
}

// Run asks for what the steps of the book need, and judges them by it: all, or
// those with these IDs only. Titles are the steps' titles by ID.
func Run(b runbook.Book, e evidence.Evidence, titles map[string]string, only ...string) Report {
	e = e.Wanting(b.Policies)
	report := Report{
		Schema:  ReportSchema,
		Account: b.Config.Account.ID,
		Source:  ReportSource{Identity: e.Manifest.Identity, CollectedAt: e.Manifest.CollectedAt},
		Summary: map[runbook.Status]int{},
	}
	for _, s := range runbook.Statuses() {
		report.Summary[s] = 0
	}
	wanted := b.Deciding(only)
	among := settlement{book: b, judged: judge(b, e, wanted), settled: map[string]runbook.Verdict{}}
	for _, entry := range b.Entries {
		if !entry.Among(wanted) {
			continue
		}
		v := among.settle(entry.Step)
		if !entry.Among(only) {
			if v.Status == runbook.StatusUnknown {
				report.Unread = append(report.Unread, entry.Step.ID)
			}
			continue
		}
		report.Summary[v.Status]++
		report.Steps = append(report.Steps, StepReport{
			ID: entry.Step.ID, Title: titles[entry.Step.ID], Phase: entry.Step.Phase.String(),
			Status: v.Status, Reason: v.Reason,
			// Empty lists, not null: readers of the JSON loop over them.
			Findings: append([]runbook.Finding{}, v.Findings...), Missing: append([]string{}, v.Missing...), Kinds: v.Kinds,
		})
	}
	return report
}

// judge is what the judges of these steps say, by step ID. Each begins as soon as
// what it needs was answered, while others still wait. No more judge at a time
// than there are processors: each takes an answer of its own apart in memory.
func judge(b runbook.Book, e evidence.Evidence, ids []string) map[string]runbook.Verdict {
	verdicts := make([]runbook.Verdict, len(b.Entries))
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i, entry := range b.Entries {
		switch {
		case !entry.Among(ids):
		case entry.Status != "":
			verdicts[i] = runbook.Verdict{Status: entry.Status, Reason: entry.Why}
		default:
			all.Go(func() {
				e.Load(evidence.Needed(b.Config, entry.Check.Calls()))
				turn <- struct{}{}
				verdicts[i] = entry.Check.Run(e)
				<-turn
			})
		}
	}
	all.Wait()
	byID := map[string]runbook.Verdict{}
	for i, entry := range b.Entries {
		if entry.Among(ids) {
			byID[entry.Step.ID] = verdicts[i]
		}
	}
	return byID
}

// Find is the verdict on a step, and whether the report has one.
func (r Report) Find(id string) (StepReport, bool) {
	i := slices.IndexFunc(r.Steps, func(s StepReport) bool { return s.ID == id })
	if i < 0 {
		return StepReport{}, false
	}
	return r.Steps[i], true
}

// The exit codes that reports lead to.
const (
	ExitDone   = 0 // nothing is left to do
	ExitOpen   = 1 // something is
	ExitUnread = 2 // something is unknown: it could not be read
)

// ExitCode is 0 when everything that can be verified is done, 1 when something
// is todo or waiting, and 2, which beats 1, when something is unknown, be it a
// step that was not asked for and decides about one that was.
func (r Report) ExitCode() int {
	switch {
	case r.Summary[runbook.StatusUnknown] > 0, len(r.Unread) > 0:
		return ExitUnread
	case r.Summary[runbook.StatusTodo] > 0, r.Summary[runbook.StatusWaiting] > 0:
		return ExitOpen
	}
	return ExitDone
}
