package session

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
)

// openEvidence opens a folder of evidence about the config's account. It can be
// read until shut is called.
func openEvidence(dir string, b Book) (e evidence.Evidence, shut func(), err error) {
	files := fs.FS(example.Evidence())
	shut = func() {}
	if dir != ExampleName {
		root, err := os.OpenRoot(dir)
		if err != nil && strings.HasSuffix(dir, ".zip") {
			return e, shut, hint.Add(fmt.Errorf("evidence: %s is packed", dir), "unpack it, and name the folder that comes out")
		}
		if err != nil {
			return e, shut, hint.Add(fmt.Errorf("evidence: %w", err), "run collect.sh of the book, and name the folder it made")
		}
		files, shut = root.FS(), func() { _ = root.Close() } // it was only read
	}
	if e, err = evidence.Open(files, b.Config); err != nil {
		return e, shut, hint.Add(fmt.Errorf("evidence in %s: %w", dir, err), "run collect.sh of the book to the end, and name the folder it made")
	}
	if e.Manifest.Account != b.Config.Account.ID {
		return e, shut, hint.Add(fmt.Errorf("the evidence is about account %q, but the config is about %s", e.Manifest.Account, b.Config.Account.ID),
			"collect evidence in the right account, or name another config with -c")
	}
	if tooNew(e.Manifest) {
		return e, shut, hint.Add(fmt.Errorf("evidence in %s: it says that it was collected on %s, which is still to come", dir, e.Manifest.CollectedAt.Format(time.DateOnly)),
			"set the clock right, and run collect.sh again")
	}
	return e, shut, nil
}

// evidenceFolders finds in dir the newest folder of evidence of each account, by the
// account's number. A folder whose manifest does not tell, or not the truth, is
// told of and not used.
func evidenceFolders(dir string, stderr io.Writer) (map[string]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, hint.Add(fmt.Errorf("evidence: %w", err), "name the folder that holds one folder of evidence for each account")
	}
	if _, err := os.Stat(filepath.Join(dir, "manifest.json")); err == nil {
		return nil, hint.Add(fmt.Errorf("%s is the evidence of one account", dir), "name the folder that holds one such folder for each account")
	}
	folders, newest := map[string]string{}, map[string]time.Time{}
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		if name == ExampleName { // the reader's own, not the one that is built in
			name = "." + string(filepath.Separator) + name
		}
		if info, err := os.Stat(name); strings.HasPrefix(e.Name(), ".") || err != nil || !info.IsDir() {
			continue
		}
		m, err := manifestOf(name)
		if err != nil {
			fmt.Fprintf(stderr, "hardbook: %s is not used: %s\n", quote.Terminal(name), quote.Terminal(err.Error()))
			continue
		}
		if last, ok := newest[m.Account]; !ok || !m.CollectedAt.Before(last) {
			folders[m.Account], newest[m.Account] = name, m.CollectedAt
		}
	}
	return folders, nil
}

// manifestOf is the manifest of a folder of evidence, held to what verify asks of one.
func manifestOf(dir string) (evidence.Manifest, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return evidence.Manifest{}, err
	}
	defer root.Close()
	e, err := evidence.Open(root.FS(), config.Config{})
	if err == nil && tooNew(e.Manifest) {
		err = fmt.Errorf("manifest.json: it says that it was collected on %s, which is still to come", e.Manifest.CollectedAt.Format(time.DateOnly))
	}
	return e.Manifest, err
}

// tooNew reports whether evidence is of a time that is still to come, whatever
// the time zone.
func tooNew(m evidence.Manifest) bool {
	return m.CollectedAt.After(time.Now().Add(24 * time.Hour))
}
