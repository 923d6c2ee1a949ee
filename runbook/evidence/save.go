package evidence

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"regexp"
)

// savedWhy begins a saved failure that AWS gave no code for: its kind in brackets,
// and what there is of Detail; Way stands in a line of its own.
const savedWhy = "hardbook: "

// notPlain is whatever is not plain ASCII.
var notPlain = regexp.MustCompile(`[^ -~]+`)

// printable is as much of a text as a saved failure holds, on one line.
func printable(s string) string {
	line := notPlain.ReplaceAllString(s, " ")
	return line[:min(len(line), 300)]
}

// saved is a failure as its file has it.
func (f *Failure) saved() string {
	if f.Code != "" {
		// The words that the aws command line prints.
		return fmt.Sprintf("An error occurred (%s) when calling %s: %s\n", f.Code, f.Request.Call.Command, f.Message)
	}
	text := fmt.Sprintf("%s[%s] %s\n", savedWhy, f.Kind, printable(f.Detail))
	if f.Way != "" {
		text += "way: " + printable(f.Way) + "\n"
	}
	return text
}

// readSaved reads what saved wrote of a failure without a code, nil if it did not.
func readSaved(r Request, text string) *Failure {
	found := regexp.MustCompile(`^` + savedWhy + `(?:\[([a-z-]+)\] )?([ -~]{0,300})\n(?:way: ([ -~]{1,300})\n)?$`).FindStringSubmatch(text)
	if found == nil {
		return nil
	}
	f := &Failure{Request: r, Detail: found[2], Way: found[3]}
	for _, k := range Kinds() {
		if k.String() == found[1] {
			f.Kind = k
		}
	}
	return f
}

// Save writes every answer that calls need, and at last the manifest, to a new
// folder in the layout that Open reads: one that was not finished has no
// manifest. Folders are 0700, files 0600: answers hold names and e-mail
// addresses. The folder must not exist yet.
func (e Evidence) Save(dir string, calls []Call) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("evidence is not saved: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("evidence is not saved: %w", err)
	}
	defer root.Close()
	for _, c := range Unique(calls) {
		requests, _ := e.requests(c)
		for _, r := range requests {
			if err := e.saveOne(root, r); err != nil {
				return fmt.Errorf("evidence is not saved: %w", err)
			}
		}
	}
	manifest, err := json.MarshalIndent(e.Manifest, "", "  ")
	if err != nil {
		return err
	}
	return root.WriteFile("manifest.json", append(manifest, '\n'), 0o600)
}

func (e Evidence) saveOne(root *os.Root, r Request) error {
	if err := root.MkdirAll(path.Dir(r.Path()), 0o700); err != nil {
		return err
	}
	known, err := e.read(r)
	if err == nil {
		return root.WriteFile(r.Path()+".json", append(known.body, '\n'), 0o600)
	}
	for _, f := range Failures(err) {
		if f.Request.Path() != r.Path() || f.Kind == NotCollected {
			continue // told by another file, or there is nothing to tell
		}
		return root.WriteFile(r.Path()+".err", []byte(f.saved()), 0o600)
	}
	return nil
}
