package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"maps"
	"slices"
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
}

// html makes the one self-contained page of the book. Its policy for the
// browser allows its own style and script by their hashes and nothing else: no
// request of any kind.
func (d Draft) html(data page) ([]byte, error) {
	style, err := readText(d.templates, "style.css")
	if err != nil {
		return nil, err
	}
	script, err := readText(d.templates, "page.js")
	if err != nil {
		return nil, err
	}
	// All of these are our own: style and script as they stand, and below what
	// goldmark makes of Markdown, which lets no raw HTML through.
	s := sheet{page: data, Style: template.CSS(style), Script: template.JS(script), StyleHash: digest(style), ScriptHash: digest(script)}
	ids := maps.Clone(d.writer.ids)
	for _, part := range []struct {
		source   string
		html     *template.HTML
		headings *[]heading
	}{{data.Cover, &s.Cover, nil}, {data.Front, &s.Front, &s.Before}, {data.Back, &s.Back, &s.After}} {
		source := []byte(part.source)
		doc, err := d.writer.parse(source, ids)
		if err != nil {
			return nil, err
		}
		if part.headings != nil {
			*part.headings = headings(doc, source)
		}
		if *part.html, err = d.writer.html(source, doc); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	out.Grow(data.size() + data.size()/3) // so that it is not moved again and again
	err = d.frame.Execute(&out, s)
	return out.Bytes(), err
}

// Actors are who acts in the chapter, in order, each once.
func (c chapter) Actors() []string {
	var actors []string
	for _, card := range c.Steps {
		if !slices.Contains(actors, card.Who) {
			actors = append(actors, card.Who)
		}
	}
	return actors
}

// Minutes is how long what is to do in the chapter takes.
func (c chapter) Minutes() int {
	total := 0
	for _, card := range c.Steps {
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
	for _, chapter := range s.Phases {
		for _, card := range chapter.Steps {
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
	for _, chapter := range s.Phases {
		for i := range chapter.Steps {
			if chapter.Steps[i].Open() {
				return &chapter.Steps[i]
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
