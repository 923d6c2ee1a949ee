package render

import (
	"fmt"
	"io/fs"
	"iter"
	"strings"
	"text/template"

	"hardbook/runbook/render/parallel"
)

// A frame is a template around what is rendered before: of the book, of a
// chapter, or of a step.
type frame struct {
	*template.Template
	shell bool // it makes commands, not Markdown
}

// fill executes one of the frames, or a chapter, into which about size bytes go
// that were rendered before.
func fill(templates fs.FS, name string, data page, size int) (string, error) {
	f, err := parseFrame(templates, name, data)
	if err != nil {
		return "", err
	}
	return f.fill(data, size)
}

// fillAll executes several of them.
func fillAll(templates fs.FS, data page, names ...string) ([]string, error) {
	texts := make([]string, len(names))
	return texts, parallel.Each(atOnce(), names, func(i int, name string) (err error) {
		texts[i], err = fill(templates, name, data, 0)
		return err
	})
}

// parseFrame reads a frame for a book.
func parseFrame(templates fs.FS, name string, data page) (frame, error) {
	raw, err := readText(templates, name)
	if err != nil {
		return frame{}, err
	}
	funcs := functions(scope{Config: data.Config, policies: data.Book.Policies})
	// raw is Markdown or shell code that was made inert before.
	funcs["raw"] = func(s string) string { return s }
	funcs["anchor"] = anchor
	if strings.HasSuffix(name, ".md.tmpl") {
		// chapters are the texts of chapters/<name>.md, but for those that have
		// nothing to say in this book.
		funcs["chapters"] = func(names ...string) (string, error) {
			var texts []string
			for _, name := range names {
				text, err := fill(templates, "chapters/"+name+".md", data, 0)
				if err != nil {
					return "", err
				}
				if text = strings.TrimSpace(text); text != "" {
					texts = append(texts, text)
				}
			}
			return strings.Join(texts, "\n\n"), nil
		}
	}
	t, err := template.New(name).Option("missingkey=error").Funcs(funcs).Parse(raw)
	if err != nil {
		return frame{}, err
	}
	f := frame{t, strings.HasSuffix(name, ".sh.tmpl")}
	start := prose
	if f.shell {
		start = commands
	}
	if err := escape(t, start); err != nil {
		return f, fmt.Errorf("templates/%s: %w", name, err)
	}
	return f, nil
}

// fill executes the frame with data, of which about size bytes go in as they are.
func (f frame) fill(data any, size int) (string, error) {
	var out strings.Builder
	out.Grow(size + size/16)
	if err := f.Execute(&out, data); err != nil {
		return "", err
	}
	if f.shell {
		return out.String(), nil
	}
	return tidy(out.String()), nil
}

// markdownLines are the lines of a text in Markdown, and of each whether it is code.
func markdownLines(source string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		isCode := false
		for line := range strings.Lines(source) {
			if strings.HasPrefix(strings.TrimLeft(line, " "), fence) {
				isCode = !isCode
			}
			if !yield(line, isCode) {
				return
			}
		}
	}
}

// tidy leaves one empty line where what a template left out had more between
// paragraphs. Code stays as it is.
func tidy(source string) string {
	var b strings.Builder
	kept, at := 0, 0 // up to where source was written to b, and where the line begins
	empty := true
	for line, isCode := range markdownLines(source) {
		blank := !isCode && strings.TrimSpace(line) == ""
		if blank && empty {
			b.Grow(len(source))
			b.WriteString(source[kept:at])
			kept = at + len(line)
		}
		empty = blank
		at += len(line)
	}
	if kept > 0 {
		b.WriteString(source[kept:])
		source = b.String()
	}
	end := len(strings.TrimRight(source, "\n"))
	if end < len(source) {
		return source[:end+1]
	}
	return source + "\n"
}
