package render

import (
	"fmt"
	"io/fs"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/render/parallel"
	"hardbook/runbook/verify"
)

// Files makes every file of the book, by its path in the book's folder. With a
// report the ticks are filled in. The same arguments give the same bytes.
func Files(templates fs.FS, b runbook.Book, texts map[string]Text, report *verify.Report) (map[string][]byte, error) {
	d, err := NewDraft(templates, b, texts)
	if err != nil {
		return nil, err
	}
	return d.Files(report)
}

// Files makes every file of the book, by its path in the book's folder. With a
// report the ticks are filled in.
func (d Draft) Files(report *verify.Report) (map[string][]byte, error) {
	files := map[string][]byte{}
	for name, document := range d.Book.Policies {
		files["policies/"+name+".json"] = document
	}
	data := d.page
	data.Report = report
	section, err := parseFrame(d.templates, "step.md.tmpl", data)
	if err != nil {
		return nil, err
	}
	cards := slices.Clone(d.cards)
	err = parallel.Each(atOnce(), cards, func(i int, c card) (err error) {
		s := c.stepText.standing(report)
		s.Section, err = section.fill(s, len(s.Body))
		cards[i].stepText = s
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, c := range cards {
		for _, block := range c.blocks {
			files[commandFile(c.Entry, block.Kind)] = []byte(block.Body)
		}
		data.add(c)
	}
	around, err := fillAll(d.templates, data, "cover.md.tmpl", "front.md.tmpl", "back.md.tmpl")
	if err != nil {
		return nil, err
	}
	data.Cover, data.Front, data.Back = around[0], around[1], around[2]
	var script, book string
	var page []byte
	whole := []func() error{
		func() (err error) { page, err = d.html(data); return err },
		func() (err error) { book, err = fill(d.templates, "book.md.tmpl", data, data.size()); return err },
		func() (err error) { script, err = fill(d.templates, "collect.sh.tmpl", data, 0); return err },
	}
	if err := parallel.Each(atOnce(), whole, func(_ int, make func() error) error { return make() }); err != nil {
		return nil, err
	}
	files["collect.sh"], files["runbook.md"], files["runbook.html"] = []byte(script), []byte(book), page
	return files, nil
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
	Book    runbook.Book
	Report  *verify.Report
	Version string
	Texts   map[string]Text
	Phases  []chapter

	Cover, Front, Back string // Markdown: what stands on the first page, before the steps and after them
}

// chapter is one phase of the book.
type chapter struct {
	Phase runbook.Phase
	Steps []card
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

// size is how long what was rendered before is, in bytes.
func (p page) size() int {
	size := len(p.Cover) + len(p.Front) + len(p.Back)
	for _, c := range p.Phases {
		for _, s := range c.Steps {
			size += len(s.Section)
		}
	}
	return size
}

func (p *page) add(c card) {
	phase := c.Entry.Step.Phase
	i := slices.IndexFunc(p.Phases, func(c chapter) bool { return c.Phase == phase })
	if i < 0 {
		p.Phases = append(p.Phases, chapter{Phase: phase})
		i = len(p.Phases) - 1
	}
	p.Phases[i].Steps = append(p.Phases[i].Steps, c)
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
func (p page) Operator() bool { return p.Book.Policies[runbook.OperatorPolicy] != nil }

// Script is the body of collect.sh.
func (p page) Script() string { return evidence.Script(p.Config, p.Book.Calls()) }

// Regional reports whether any call is made in every Region.
func (p page) Regional() bool {
	return slices.ContainsFunc(p.Book.Calls(), evidence.Call.IsRegional)
}

// Pinned is the command that pins settings of the aws command.
func (p page) Pinned() string { return evidence.Pinned() }

// RegionWords are the Regions to ask, as words of a shell.
func (p page) RegionWords() string { return evidence.RegionWords(p.Config) }
