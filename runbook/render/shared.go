package render

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"text/template"

	"hardbook/runbook/quote"
)

// shared are the commands that the blocks of several steps have in common, by name:
// templates/commands/<name>.sh.tmpl.
type shared map[string]*template.Template

// readShared reads them. Every value that one prints becomes a word of a shell.
func readShared(templates fs.FS) (shared, error) {
	const ending = ".sh.tmpl"
	files, err := fs.Glob(templates, "commands/*"+ending)
	if err != nil {
		return nil, err
	}
	all := shared{}
	functions := template.FuncMap{"sh": sh, "json": compactJSON, "commands": all.fill, "raw": func(word string) string { return word }}
	for _, file := range files {
		source, err := readText(templates, file)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(path.Base(file), ending)
		parsed, err := template.New(name).Option("missingkey=error").Funcs(functions).Parse(source)
		if err == nil {
			err = escape(parsed, commands)
		}
		if err != nil {
			return nil, fmt.Errorf("templates/%s: %w", file, err)
		}
		all[name] = parsed
	}
	return all, nil
}

// fill are the commands of a name for some data, without the end of the last line.
func (s shared) fill(name string, data any) (string, error) {
	t, ok := s[name]
	if !ok {
		return "", fmt.Errorf("there is no templates/commands/%s.sh.tmpl", name)
	}
	var out strings.Builder
	err := t.Execute(&out, data)
	return strings.TrimSuffix(out.String(), "\n"), err
}

// compactJSON writes a value as JSON on one line.
func compactJSON(v any) (string, error) {
	text, err := quote.JSON(v, "")
	return strings.TrimSpace(string(text)), err
}
