package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
)

// evidenceOf finds in dir the newest folder of evidence of each account, by the
// account's number. A folder whose manifest does not tell, or not the truth, is
// told of and not used.
func evidenceOf(dir string, stderr io.Writer) (map[string]string, error) {
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
		if name == exampleName { // the reader's own, not the one that is built in
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
