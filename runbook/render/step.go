package render

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/verify"
)

// Commands lists the aws commands of each do block of the book, by step ID: each
// once, in order, "iam create-user". Those of the guard are not among them.
func Commands(b runbook.Book, texts map[string]Text) (map[string][]string, error) {
	commands := map[string][]string{}
	for _, e := range b.Entries {
		s, err := renderStep(b, e, texts[e.Step.ID])
		if err != nil {
			return nil, err
		}
		for _, block := range s.blocks {
			if block.Kind == "do" {
				commands[e.Step.ID] = block.commands
			}
		}
	}
	return commands, nil
}

// written is the text of a step with the account's values in it: Markdown, with
// the guard around its blocks, and these blocks.
type written struct {
	body   string
	blocks []Block
}

// write fills in the text of an entry, unless that was done before. Policies are
// the documents of the book, by name; those that are there must do.
func (t Text) write(cfg config.Config, e runbook.Entry, policies map[string][]byte) (written, error) {
	if t.done != nil {
		return *t.done, nil
	}
	own := map[string][]byte{}
	for _, name := range append([]string{runbook.VerifyPolicy}, e.Step.Policies...) {
		if document, ok := policies[name]; ok {
			own[name] = document
		}
	}
	filled, err := t.fill(cfg, e, own)
	if err != nil {
		return written{}, err
	}
	body, blocks, err := guardBlocks(t.read, filled, cfg, e.Step)
	return written{demote(body), blocks}, err
}

func renderStep(b runbook.Book, e runbook.Entry, t Text) (stepText, error) {
	w, err := t.write(b.Config, e, b.Policies)
	if err != nil {
		return stepText{}, err
	}
	blocks := w.blocks
	if t.Undo == "commands" && !slices.ContainsFunc(blocks, func(b Block) bool { return b.Kind == "undo" }) {
		t.Undo = "console" // what the config leaves out has no commands
	}
	s := stepText{
		Text: t, Entry: e, Who: actor(b.Config, e.Step.Who), blocks: blocks,
		Body: w.body, Last: e.Number == b.LastAs(runbook.AsRoot),
	}
	return s.standing(nil), nil
}

// standing is the step as it stands in a report, nil before there is one.
func (s stepText) standing(report *verify.Report) stepText {
	s.Status, s.Reason = s.Entry.Stands()
	if report != nil {
		if r, ok := report.Find(s.Entry.Step.ID); ok {
			s.Status, s.Reason, s.findings = r.Status, report.Told(r), r.Findings
		}
	}
	return s
}

// Heading is the step's heading in runbook.md.
func (s stepText) Heading() string { return fmt.Sprintf("%d. %s", s.Entry.Number, s.Title) }

// CIS are the step's numbers in the CIS benchmark, for readers.
func (s stepText) CIS() string { return strings.ReplaceAll(s.Entry.Step.Refs.CIS, ",", ", ") }

// SSB are those in the AWS Startup Security Baseline.
func (s stepText) SSB() string { return strings.ReplaceAll(s.Entry.Step.Refs.SSB, ",", ", ") }

// Attested reports whether a person said that the step is done, and hardbook
// cannot see it.
func (s stepText) Attested() bool { return s.Status == runbook.StatusAttested }

// Ticked reports whether the step is done, as hardbook saw or as a person said.
func (s stepText) Ticked() bool { return s.Status.Ticked() }

// Label is the status as readers see it.
func (s stepText) Label() string {
	return map[runbook.Status]string{
		runbook.StatusDone:          "Done",
		runbook.StatusTodo:          "To do",
		runbook.StatusWaiting:       "Waiting",
		runbook.StatusUnknown:       "Could not be read",
		runbook.StatusManual:        "By hand",
		runbook.StatusAttested:      "Done by hand",
		runbook.StatusNotApplicable: "Does not apply",
		runbook.StatusSkipped:       "Left out",
	}[s.Status]
}

// demote moves the headings of a step's text below the step's own: "##" becomes
// "####". Code is left alone.
func demote(source string) string {
	var b strings.Builder
	b.Grow(len(source) + 2*len(Sections()))
	for line, isCode := range markdownLines(source) {
		if !isCode && strings.HasPrefix(line, "## ") {
			b.WriteString("##")
		}
		b.WriteString(line)
	}
	return strings.Trim(b.String(), "\n")
}
