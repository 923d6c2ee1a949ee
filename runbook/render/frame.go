package render

import (
	"fmt"
	"io/fs"
	"strings"
	"text/template"
)

// fill executes one of the frames, or a chapter.
func fill(templates fs.FS, name string, data page) (string, error) {
	raw, err := readText(templates, name)
	if err != nil {
		return "", err
	}
	funcs := functions(scope{book: data.Book, policies: data.Policies})
	// raw is Markdown or shell code that was made inert before.
	funcs["raw"] = func(s string) string { return s }
	funcs["anchor"] = anchor
	if strings.HasSuffix(name, ".md.tmpl") {
		// chapters are the texts of chapters/<name>.md, but for those that have
		// nothing to say in this book.
		funcs["chapters"] = func(names ...string) (string, error) {
			var texts []string
			for _, name := range names {
				text, err := fill(templates, "chapters/"+name+".md", data)
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
		return "", err
	}
	start := prose
	if strings.HasSuffix(name, ".sh.tmpl") {
		start = commands
	}
	if err := escape(t, start); err != nil {
		return "", fmt.Errorf("templates/%s: %w", name, err)
	}
	var out strings.Builder
	if err := t.Execute(&out, data); err != nil {
		return "", err
	}
	if start.shell {
		return out.String(), nil
	}
	return tidy(out.String()), nil
}

// tidy leaves one empty line where what a template left out had more between
// paragraphs. Code stays as it is.
func tidy(source string) string {
	var b strings.Builder
	inFence, empty := false, true
	for line := range strings.Lines(source) {
		if strings.HasPrefix(strings.TrimLeft(line, " "), fence) {
			inFence = !inFence
		}
		blank := !inFence && strings.TrimSpace(line) == ""
		if !blank || !empty {
			b.WriteString(line)
		}
		empty = blank
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
