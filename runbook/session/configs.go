package session

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hardbook/runbook/hint"
)

// configFiles lists the config files that -c names, in order, and reports whether
// these are many accounts: -c came more than once, or names a folder.
func configFiles(names []string) (files []string, many bool, err error) {
	many = len(names) > 1
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil || !info.IsDir() {
			files = append(files, name) // a file that is not there is told of in its turn
			continue
		}
		many = true
		within, err := configsIn(name)
		if err != nil {
			return nil, true, err
		}
		files = append(files, within...)
	}
	return files, many, nil
}

// configsIn are the config files of a folder, in the order of their names. What is
// neither a file nor a link to one is passed over, as folders are.
func configsIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, hint.Add(fmt.Errorf("the folder of configs cannot be read: %w", err), "look whose it is, or name each config with -c")
	}
	var files []string
	for _, e := range entries {
		ending := filepath.Ext(e.Name())
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || ending != ".yaml" && ending != ".yml" {
			continue
		}
		file := filepath.Join(dir, e.Name())
		if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
			continue
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil, hint.Add(fmt.Errorf("there is no config in the folder %s", dir), "a config there is a file whose name ends with .yaml; hardbook init --output "+filepath.Join(dir, "NAME.yaml")+" writes one")
	}
	return files, nil
}
