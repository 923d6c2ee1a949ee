package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxSize is far above any honest config. YAML takes time and memory in
// proportion, so what is larger is not parsed.
const maxSize = 1 << 20

// Load reads and checks the config file at path. Where there is no such
// file, the error wraps fs.ErrNotExist; a file with something wrong in it
// gives an *Error. What is no plain file is refused: nobody might ever write into
// a pipe.
func Load(path string) (Config, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		r := newReader(path)
		r.report(1, "", "", "this is no plain file", "write the config into a file, and name that")
		return Config{}, newError(r.problems)
	}
	f, err := os.Open(path)
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return Config{}, fmt.Errorf("read config: %w", err)
	}
	return Parse(path, data)
}

// Parse checks a config and fills in its defaults. The name is the file's
// name in messages. An error is always an *Error.
func Parse(name string, data []byte) (Config, error) {
	r := newReader(name)
	c := defaults()
	if r.into(&c, data) {
		r.rules(&c)
	}
	if err := newError(r.problems); err != nil {
		return Config{}, err
	}
	return c, nil
}

// into reads the file into v, a pointer to a struct, and reports whether there
// was anything to read.
func (r *reader) into(v any, data []byte) bool {
	root := r.document(data)
	if root == nil {
		return false
	}
	r.refuse(root, "", 0)
	r.read(root, reflect.ValueOf(v).Elem(), "")
	return true
}

// document is the root of the one YAML document in data, or nil when there
// is none to go on with; that is a problem then.
func (r *reader) document(data []byte) *yaml.Node {
	if len(data) > maxSize {
		r.report(1, "", "", "the file is larger than 1 MiB", r.form.What+" is a page of text: is this the right file?")
		return nil
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors on Windows write a byte order mark
	if !r.plainText(data) {
		return nil
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF), err == nil && doc.Content[0].ShortTag() == "!!null":
		r.report(1, "", "", "the file is empty", r.form.Empty)
		return nil
	case err != nil:
		r.syntax(err, data)
		return nil
	}
	switch err := decoder.Decode(&second); {
	case err == nil:
		r.report(second.Content[0].Line, "", "", "a second YAML document starts here", `keep one document a file: remove the "---" line and what does not belong`)
	case !errors.Is(err, io.EOF):
		r.syntax(err, data)
	}
	return doc.Content[0]
}

// plainText refuses bytes that YAML or a terminal may read otherwise than a
// person does, one problem a line.
func (r *reader) plainText(data []byte) bool {
	ok := true
	for i, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSuffix(line, []byte("\r"))
		what, hint := "", ""
		control := bytes.IndexFunc(line, func(c rune) bool { return c != '\t' && unicode.IsControl(c) })
		switch {
		case !utf8.Valid(line):
			what, hint = "the line is not UTF-8 text", "save the file as UTF-8"
		case control >= 0:
			c, _ := utf8.DecodeRune(line[control:])
			what, hint = fmt.Sprintf("the line holds a control character, %U", c), "remove it: "+r.form.What+" is plain text"
		default:
			continue
		}
		ok = false
		r.report(i+1, "", "", what, hint)
	}
	return ok
}
