package render

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"text/template"

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
	data := page{Config: b.Config, Book: b, Report: report, Version: runbook.Version, Policies: policies}
	for _, e := range b.Entries {
		s, blocks, err := renderStep(b, e, texts[e.Step.ID], policies, report)
		if err != nil {
			return nil, err
		}
		for _, block := range blocks {
			files[commandFile(e, block.Kind)] = []byte(block.Body)
		}
		data.add(e.Step.Phase, s)
	}
	if files["collect.sh"], err = fill(templates, "collect.sh.tmpl", data); err != nil {
		return nil, err
	}
	if files["runbook.md"], err = fill(templates, "book.md.tmpl", data); err != nil {
		return nil, err
	}
	if files["runbook.html"], err = html(templates, data, files["runbook.md"]); err != nil {
		return nil, err
	}
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

// page is what the frames book.md.tmpl and collect.sh.tmpl see.
type page struct {
	config.Config
	Book     runbook.Book
	Report   *runbook.Report
	Version  string
	Policies map[string][]byte
	Phases   []chapter
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
	Tick   string // "x" or " "
	Status string // one line of Markdown about how it stands, "" before verify
	Body   string // Markdown
	Last   bool   // the last step to do as root
}

func (p *page) add(phase runbook.Phase, s stepText) {
	i := slices.IndexFunc(p.Phases, func(c chapter) bool { return c.Phase == phase })
	if i < 0 {
		p.Phases = append(p.Phases, chapter{Phase: phase})
		i = len(p.Phases) - 1
	}
	p.Phases[i].Steps = append(p.Phases[i].Steps, s)
}

// Minutes is how long the whole book takes.
func (p page) Minutes() int {
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

// Script is the body of collect.sh.
func (p page) Script() string { return evidence.Script(p.Config, p.Book.Calls()) }

// Regional reports whether any call is made in every Region.
func (p page) Regional() bool {
	return slices.ContainsFunc(p.Book.Calls(), evidence.Call.IsRegional)
}

// RegionWords is a command that prints the Regions to ask.
func (p page) RegionWords() string { return evidence.RegionWords(p.Config) }

// Step is the Markdown of one step, as the book has it.
func Step(b runbook.Book, e runbook.Entry, texts map[string]Text) (string, error) {
	policies, err := b.Policies()
	if err != nil {
		return "", err
	}
	s, _, err := renderStep(b, e, texts[e.Step.ID], policies, nil)
	return "# " + s.Title + "\n\n" + s.Body + "\n", err
}

// Commands lists the aws commands of a step's do block, each once, in order:
// "iam create-user". Those of the guard are not among them.
func Commands(b runbook.Book, e runbook.Entry, texts map[string]Text) ([]string, error) {
	policies, err := b.Policies()
	if err != nil {
		return nil, err
	}
	filled, err := texts[e.Step.ID].fill(b, e, policies)
	if err != nil {
		return nil, err
	}
	var commands []string
	_, body, _ := strings.Cut(filled, fence+"sh do\n")
	body, _, _ = strings.Cut(body, fence)
	for _, m := range regexp.MustCompile(`\baws ([a-z0-9-]+) ([a-z0-9-]+)`).FindAllStringSubmatch(body, -1) {
		if c := m[1] + " " + m[2]; !slices.Contains(commands, c) {
			commands = append(commands, c)
		}
	}
	return commands, nil
}

func renderStep(b runbook.Book, e runbook.Entry, t Text, policies map[string][]byte, report *runbook.Report) (stepText, []Block, error) {
	own := map[string][]byte{}
	for _, name := range append([]string{runbook.VerifyPolicy}, e.Step.Policies...) {
		own[name] = policies[name]
	}
	filled, err := t.fill(b, e, own)
	if err != nil {
		return stepText{}, nil, err
	}
	body, blocks, err := guardBlocks(filled, b.Config, e.Step)
	if err != nil {
		return stepText{}, nil, err
	}
	s := stepText{
		Text: t, Entry: e, Who: actor(b.Config, e.Step.Who), Tick: " ",
		Body: demote(body), Last: e.Number == b.LastAs(runbook.AsRoot),
	}
	if e.Status != "" {
		s.Status = label(e.Status) + ": " + md(e.Why)
	}
	if report != nil {
		if r, ok := report.Find(e.Step.ID); ok {
			s.Status = label(r.Status) + ": " + md(r.Reason)
			if r.Status == runbook.StatusDone || r.Status == runbook.StatusAttested {
				s.Tick = "x"
			}
		}
	}
	return s, blocks, nil
}

// label is a status as readers see it.
func label(s runbook.Status) string {
	return "**" + map[runbook.Status]string{
		runbook.StatusDone:          "Done",
		runbook.StatusTodo:          "To do",
		runbook.StatusWaiting:       "Waiting",
		runbook.StatusUnknown:       "Could not be read",
		runbook.StatusManual:        "By hand",
		runbook.StatusAttested:      "Done by hand",
		runbook.StatusNotApplicable: "Does not apply",
		runbook.StatusSkipped:       "Left out",
	}[s] + "**"
}

// demote moves the headings of a step's text below the step's own: "##" becomes
// "####". Code is left alone.
func demote(source string) string {
	lines := strings.Split(source, "\n")
	inFence := false
	for i, line := range lines {
		if strings.HasPrefix(line, fence) {
			inFence = !inFence
		}
		if !inFence && strings.HasPrefix(line, "## ") {
			lines[i] = "##" + line
		}
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// fill executes one of the frames.
func fill(templates fs.FS, name string, data page) ([]byte, error) {
	raw, err := fs.ReadFile(templates, name)
	if err != nil {
		return nil, err
	}
	funcs := functions(scope{book: data.Book, policies: data.Policies})
	// raw is Markdown or shell code that was made inert before.
	funcs["raw"] = func(s string) string { return s }
	funcs["anchor"] = anchor
	t, err := template.New(name).Option("missingkey=error").Funcs(funcs).Parse(string(raw))
	if err != nil {
		return nil, err
	}
	escape(t)
	var out bytes.Buffer
	if err := t.Execute(&out, data); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// anchor is the fragment that Markdown readers make of a heading.
func anchor(heading string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == ' ':
			return '-'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
			return c
		}
		return -1
	}, strings.ToLower(heading))
}
