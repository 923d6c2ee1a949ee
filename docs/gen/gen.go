// Package gen makes the pages of docs that follow from the program: docs/commands.md,
// the man pages, and the table of docs/architecture.md. "go generate ./..." writes them.
package gen

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// Codes are the meanings of the exit codes of a command, by its name after "hardbook".
type Codes func(command string) map[int]string

// ManDir is the folder of the man pages. It holds nothing else.
const ManDir = "docs/man"

// Files makes the pages for the commands below root, by their path in the module at dir.
func Files(dir string, root *cobra.Command, codes Codes) (map[string][]byte, error) {
	files := map[string][]byte{"docs/commands.md": Commands(root, codes)}
	for _, cmd := range Every(root) {
		files[ManDir+"/"+strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"] = ManPage(cmd, codes)
	}
	const page = "docs/architecture.md"
	is, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		return nil, err
	}
	text, err := architecture(dir, string(is))
	files[page] = []byte(text)
	return files, err
}

// Write writes the pages, and removes man pages of commands that are gone.
func Write(dir string, files map[string][]byte) error {
	old, err := filepath.Glob(filepath.Join(dir, ManDir, "*"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	for name, body := range files {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
