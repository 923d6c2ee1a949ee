package evidence

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
)

// savedWhy begins a saved failure that AWS gave no code for.
const savedWhy = "hardbook: "

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
		text := savedWhy + f.Detail + "\n"
		if f.Code != "" {
			// The words that Open looks for, as the aws command line prints them.
			text = fmt.Sprintf("An error occurred (%s) when calling %s\n", f.Code, r.Call.Command)
		}
		return root.WriteFile(r.Path()+".err", []byte(text), 0o600)
	}
	return nil
}
