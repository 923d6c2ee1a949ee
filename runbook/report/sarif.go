package report

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// writeSARIF writes the report in SARIF 2.1.0, for code scanning. Each step is a rule.
// Each thing that keeps a step from being done is a result: an error where
// something is to do, a warning where it could not be read, a note where the
// world has still to act. A result lies in the book at its step, since there it
// is put right, and names the resource. What is done, not to do, or only a
// person's to tell has no result: viewers show any result as a problem. What a person
// attested is a note of the run, which says whose word it is.
func writeSARIF(w io.Writer, r verify.Report, g Guide) error {
	return writeRuns(w, []sarifRun{newRun(r, g)})
}

// writeManySARIF writes the reports on several accounts, each as a run of its own. An
// account that could not be verified is a run that failed, and says why.
func writeManySARIF(w io.Writer, a Accounts) error {
	runs, seen := []sarifRun{}, map[string]int{}
	for _, one := range a.List {
		run := failedRun(one)
		if one.Verified() {
			run = newRun(one.Report, one.guide)
		}
		id := run.AutomationDetails.ID
		if seen[id]++; seen[id] > 1 { // two runs of one name would be taken for one
			run.AutomationDetails.ID += fmt.Sprintf("%d/", seen[id])
		}
		runs = append(runs, run)
	}
	return writeRuns(w, runs)
}

func writeRuns(w io.Writer, runs []sarifRun) error {
	return writeJSON(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", runs})
}

// driver is hardbook, before it has rules.
func driver() sarifTool {
	return sarifTool{sarifDriver{Name: "hardbook", Version: runbook.Version, SemanticVersion: runbook.Version, Rules: []sarifRule{}}}
}

// failedRun is the run on an account that could not be verified. It is named for
// its config, so that it closes nothing that the last run on the account found.
func failedRun(a Account) sarifRun {
	return sarifRun{
		Tool:              driver(),
		AutomationDetails: sarifAutomation{"hardbook/" + url.PathEscape(quote.Terminal(a.Config)) + "/"},
		Invocations: []sarifInvocation{{
			ExitCode:      2,
			Notifications: []sarifNotification{{Level: "error", Message: message(quote.Terminal(a.Name) + ": " + a.why())}},
		}},
		Results:    []sarifResult{},
		ColumnKind: "utf16CodeUnits",
	}
}

// newRun is the run on one account.
func newRun(r verify.Report, g Guide) sarifRun {
	t := table{Report: r, Guide: g}
	run := sarifRun{
		Tool:              driver(),
		AutomationDetails: sarifAutomation{"hardbook/" + r.Account + "/"},
		Invocations:       []sarifInvocation{{Successful: true, ExitCode: r.ExitCode(), End: r.CheckedAt.UTC().Format(time.RFC3339)}},
		Results:           []sarifResult{},
		ColumnKind:        "utf16CodeUnits",
	}
	seen := map[string]int{} // results of a fingerprint
	for i, s := range r.Steps {
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, t.rule(s))
		if s.Status == runbook.StatusAttested {
			note := sarifNotification{"note", message(s.ID + ": attested: " + s.Reason), &sarifRuleRef{s.ID, i}}
			run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, note)
		}
		if !s.Status.Open() && s.Status != runbook.StatusUnknown {
			continue
		}
		for _, f := range facts(s) {
			result := t.result(s, f)
			result.RuleIndex = i
			hash := result.Fingerprints[fingerprint]
			seen[hash]++
			result.Fingerprints[fingerprint] = fmt.Sprintf("%s:%d", hash, seen[hash])
			run.Results = append(run.Results, result)
		}
	}
	return run
}

// fingerprint names the fingerprints of results. GitHub compares those of this
// name between runs.
const fingerprint = "primaryLocationLineHash"

// rule is a step.
func (t *table) rule(s verify.StepReport) sarifRule {
	rule := sarifRule{
		ID: s.ID, Name: pascal(s.ID), Short: message(s.Title), Full: message(t.title(s) + ". " + s.Title),
		Help:       message("hardbook steps " + s.ID + " says what to do, what it costs and how to undo it"),
		Properties: sarifProperties{Tags: []string{"security", s.Phase}},
	}
	if e, err := t.Book.Find(s.ID); err == nil {
		rule.Properties.Tags = append(rule.Properties.Tags, numbers("CIS-AWS-7.0/", e.Step.Refs.CIS)...)
		rule.Properties.Tags = append(rule.Properties.Tags, numbers("AWS-SSB/", e.Step.Refs.SSB)...)
	}
	return rule
}

// numbers are those of a standard, each behind the standard's name.
func numbers(standard, list string) []string {
	all := strings.FieldsFunc(list, func(c rune) bool { return c == ',' || c == ' ' })
	for i, number := range all {
		all[i] = standard + number
	}
	return all
}

// facts are what a step's results are about: the single facts that are wrong,
// or, where there are none or nothing could be read, the account.
func facts(s verify.StepReport) []runbook.Finding {
	if all := wrong(s); len(all) > 0 && s.Status.Open() {
		return all
	}
	return []runbook.Finding{{}}
}

// result is one fact that keeps a step from being done.
func (t *table) result(s verify.StepReport, f runbook.Finding) sarifResult {
	level := map[runbook.Status]string{runbook.StatusTodo: "error", runbook.StatusWaiting: "note", runbook.StatusUnknown: "warning"}
	text, thing := t.Told(s), sarifLogical{t.Account, t.Account, "account"}
	if f.Resource != "" {
		text = fact(f)
		if until, lost := t.Lost(s); lost {
			text = s.WasDone(until) + ": " + text
		}
		thing = sarifLogical{quote.Terminal(f.Resource), t.full(f), "resource"}
	}
	hash := sha256.Sum256([]byte(strings.Join([]string{s.ID, t.Account, f.Region, f.Resource}, "\n")))
	more := sarifProperties{Status: string(s.Status), Was: string(s.Was), Kinds: s.Kinds}
	if until, lost := t.Lost(s); lost {
		more.Done = until.UTC().Format(time.RFC3339)
	}
	return sarifResult{
		RuleID: s.ID, Level: level[s.Status], Message: message(text),
		Locations:    []sarifLocation{{Physical: t.place(s.ID), Logical: []sarifLogical{thing}}},
		Fingerprints: map[string]string{fingerprint: fmt.Sprintf("%x", hash[:8])},
		Properties:   more,
	}
}

// full is the name of a resource that no other account or Region has.
func (t *table) full(f runbook.Finding) string {
	name := quote.Terminal(f.Resource)
	switch {
	case strings.HasPrefix(name, "arn:"):
		return name
	case f.Region != "" && f.Region != f.Resource:
		name = quote.Terminal(f.Region) + "/" + name
	}
	return t.Account + "/" + name
}

// place is where the book tells of a step; its first line, where the line is
// not known.
func (t *table) place(id string) sarifPhysical {
	book := url.URL{Path: "runbook.md"}
	if t.Runbook != "" {
		book.Path = t.Runbook
	}
	return sarifPhysical{sarifArtifact{book.String()}, sarifRegion{max(1, t.Tasks[id].Line)}}
}

// message is text as SARIF writes it: braces are doubled, since one would stand
// for something else, "](" would make a link, and a sentence ends with a full stop.
func message(text string) sarifText {
	inert := strings.NewReplacer("](", "] (", "{", "{{", "}", "}}")
	return sarifText{inert.Replace(quote.Terminal(text)) + "."}
}

// pascal is an ID of several words as one: "RootMfa". Of a single word it is
// nothing: a rule's name that says the same as its ID is none.
func pascal(id string) string {
	name := ""
	for word := range strings.SplitSeq(id, "-") {
		if word == id {
			return ""
		}
		name += strings.ToUpper(word[:min(1, len(word))]) + word[min(1, len(word)):]
	}
	return name
}
