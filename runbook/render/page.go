package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"html/template"
	"io/fs"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/render/parallel"
)

// sheet is what page.html.tmpl sees: the page, with its Markdown made HTML.
type sheet struct {
	page
	Style      template.CSS
	Script     template.JS
	StyleHash  string
	ScriptHash string

	Cover, Front, Back template.HTML
	Before, After      []heading // chapters before the steps and after them
	Chapters           []cards
}

// cards are the steps of one phase.
type cards struct {
	Phase runbook.Phase
	Cards []card
}

// html makes the one self-contained page of the book. Its policy for the
// browser allows its own style and script by their hashes and nothing else: no
// request of any kind.
func html(templates fs.FS, data page) ([]byte, error) {
	frame, err := readText(templates, "page.html.tmpl")
	if err != nil {
		return nil, err
	}
	t, err := template.New("page").Funcs(template.FuncMap{
		"clean": runbook.Clean,
	}).Parse(frame)
	if err != nil {
		return nil, err
	}
	style, err := readText(templates, "style.css")
	if err != nil {
		return nil, err
	}
	script, err := readText(templates, "page.js")
	if err != nil {
		return nil, err
	}
	// All of these are our own: style and script as they stand, and below what
	// goldmark makes of Markdown, which lets no raw HTML through.
	s := sheet{page: data, Style: template.CSS(style), Script: template.JS(script), StyleHash: digest(style), ScriptHash: digest(script)}
	if t.Lookup("code") == nil {
		return nil, errors.New(`templates/page.html.tmpl: it does not define "code", the frame of a block of commands`)
	}
	w := newWriter(t.Lookup("code"), data.Phases)
	for _, part := range []struct {
		source   string
		html     *template.HTML
		headings *[]heading
	}{{data.Cover, &s.Cover, nil}, {data.Front, &s.Front, &s.Before}, {data.Back, &s.Back, &s.After}} {
		source := []byte(part.source)
		doc, err := w.parse(source, w.ids)
		if err != nil {
			return nil, err
		}
		if part.headings != nil {
			*part.headings = headings(doc, source)
		}
		if *part.html, err = w.html(source, doc); err != nil {
			return nil, err
		}
	}
	for _, c := range data.Phases {
		chapter := cards{c.Phase, make([]card, len(c.Steps))}
		if err := parallel.Each(atOnce(), c.Steps, func(i int, step stepText) (err error) {
			chapter.Cards[i], err = w.card(step)
			return err
		}); err != nil {
			return nil, err
		}
		s.Chapters = append(s.Chapters, chapter)
	}
	var out bytes.Buffer
	out.Grow(data.size() + data.size()/3) // so that it is not moved again and again
	err = t.Execute(&out, s)
	return out.Bytes(), err
}

// Actors are who acts in the chapter, in order, each once.
func (c cards) Actors() []string {
	var actors []string
	for _, card := range c.Cards {
		if !slices.Contains(actors, card.Who) {
			actors = append(actors, card.Who)
		}
	}
	return actors
}

// Minutes is how long what is to do in the chapter takes.
func (c cards) Minutes() int {
	total := 0
	for _, card := range c.Cards {
		if card.Entry.Status == "" {
			total += card.Minutes
		}
	}
	return total
}

// progress is how many steps apply to the account, how many are done, and of how
// many of these only a person said so.
type progress struct{ All, Done, Attested int }

// Seen is how many steps hardbook saw done.
func (p progress) Seen() int { return p.Done - p.Attested }

// Progress is how far the reader is, as far as hardbook knows.
func (s sheet) Progress() progress {
	var p progress
	for _, chapter := range s.Chapters {
		for _, card := range chapter.Cards {
			if card.Ticked() {
				p.Done++
			}
			if card.Attested() {
				p.Attested++
			}
			if card.Ticked() || card.Open() {
				p.All++
			}
		}
	}
	return p
}

// Next is the first step that is still open, nil when there is none.
func (s sheet) Next() *card {
	for _, chapter := range s.Chapters {
		for i := range chapter.Cards {
			if chapter.Cards[i].Open() {
				return &chapter.Cards[i]
			}
		}
	}
	return nil
}

// LongName reports whether the admin's name must be squeezed into its box.
func (s sheet) LongName() bool { return len(s.Admin.User) > 36 }

// digest is the hash by which a page's policy allows a style or a script.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}
