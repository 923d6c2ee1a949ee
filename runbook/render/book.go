package render

import (
	"fmt"
	"io/fs"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// Files makes every file of the book, by its path in the book's folder. With a
// report the ticks are filled in. The same arguments give the same bytes.
func Files(templates fs.FS, b runbook.Book, texts map[string]Text, report *runbook.Report) (map[string][]byte, error) {
	policies, err := b.Policies()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for name, document := range policies {
		files["policies/"+name+".json"] = document
	}
	data := page{Config: b.Config, Book: b, Report: report, Version: runbook.Version, Policies: policies, Texts: texts}
	section, err := parseFrame(templates, "step.md.tmpl", data)
	if err != nil {
		return nil, err
	}
	for _, e := range b.Entries {
		s, err := renderStep(b, e, texts[e.Step.ID], policies, report)
		if err != nil {
			return nil, err
		}
		if s.Section, err = section.fill(s); err != nil {
			return nil, err
		}
		for _, block := range s.blocks {
			files[commandFile(e, block.Kind)] = []byte(block.Body)
		}
		data.add(e.Step.Phase, s)
	}
	for _, frame := range []struct {
		name string
		text *string
	}{{"cover.md.tmpl", &data.Cover}, {"front.md.tmpl", &data.Front}, {"back.md.tmpl", &data.Back}} {
		if *frame.text, err = fill(templates, frame.name, data); err != nil {
			return nil, err
		}
	}
	for file, frame := range map[string]string{"collect.sh": "collect.sh.tmpl", "runbook.md": "book.md.tmpl"} {
		text, err := fill(templates, frame, data)
		if err != nil {
			return nil, err
		}
		files[file] = []byte(text)
	}
	files["runbook.html"], err = html(templates, data)
	return files, err
}

// commandFile names the file of a step's block: "commands/07-billing-topic.sh".
func commandFile(e runbook.Entry, kind string) string {
	ending := ".sh"
	if kind == "undo" {
		ending = ".undo.sh"
	}
	return fmt.Sprintf("commands/%02d-%s%s", e.Number, e.Step.ID, ending)
}

// page is what the frames and chapters see.
type page struct {
	config.Config
	Book     runbook.Book
	Report   *runbook.Report
	Version  string
	Policies map[string][]byte
	Texts    map[string]Text
	Phases   []chapter

	Cover, Front, Back string // Markdown: what stands on the first page, before the steps and after them
}

// chapter is one phase of the book.
type chapter struct {
	Phase runbook.Phase
	Steps []stepText
}

// stepText is one step, rendered.
type stepText struct {
	Text
	Entry  runbook.Entry
	Who    string // who acts, for readers
	Status runbook.Status
	Reason string // why it stands so, "" before verify
	Body   string // Markdown, without what stands above it in the book
	Last   bool   // the last step to do as root

	Section string // Markdown, all that the book has on the step

	blocks   []Block
	findings []runbook.Finding
}

// AsOperator reports whether the step is done as the operator role.
func (s stepText) AsOperator() bool {
	return s.Entry.Step.Who == runbook.AsOperator && s.Entry.Status == ""
}

func (p *page) add(phase runbook.Phase, s stepText) {
	i := slices.IndexFunc(p.Phases, func(c chapter) bool { return c.Phase == phase })
	if i < 0 {
		p.Phases = append(p.Phases, chapter{Phase: phase})
		i = len(p.Phases) - 1
	}
	p.Phases[i].Steps = append(p.Phases[i].Steps, s)
}

// Hours is how long the whole book takes, in words.
func (p page) Hours() string {
	minutes := p.minutes()
	if minutes < 100 {
		return fmt.Sprintf("%d minutes", minutes)
	}
	halves := (minutes + 29) / 30
	if halves%2 == 0 {
		return fmt.Sprintf("%d hours", halves/2)
	}
	return fmt.Sprintf("%d and a half hours", halves/2)
}

func (p page) minutes() int {
	total := 0
	for _, c := range p.Phases {
		for _, s := range c.Steps {
			if s.Entry.Status == "" {
				total += s.Minutes
			}
		}
	}
	return total
}

// Title heads the book.
func (p page) Title() string {
	if p.Book.Title != "" {
		return p.Book.Title
	}
	return "Harden AWS account " + p.Account.Name()
}

// Operator reports whether the book has steps for the operator role.
func (p page) Operator() bool { return p.Policies[runbook.OperatorPolicy] != nil }

// Script is the body of collect.sh.
func (p page) Script() string { return evidence.Script(p.Config, p.Book.Calls()) }

// Regional reports whether any call is made in every Region.
func (p page) Regional() bool {
	return slices.ContainsFunc(p.Book.Calls(), evidence.Call.IsRegional)
}

// RegionWords are the Regions to ask, as words of a shell.
func (p page) RegionWords() string { return evidence.RegionWords(p.Config) }
