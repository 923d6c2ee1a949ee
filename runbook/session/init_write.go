package session

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/safefile"
)

// vacant fails when there is something at path.
func vacant(path string) error {
	_, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("write config: %w", err)
	}
	return hint.Add(fmt.Errorf("%s is there already", path),
		"change it in an editor; or write another file with --output; or replace it with --force, which keeps the old one as .orig")
}

// write writes the draft and, beside it, the schema that it names.
func (o InitOptions) write(d config.Draft, stderr io.Writer) error {
	schema := filepath.Join(filepath.Dir(o.Output), config.SchemaFile)
	old, err := os.ReadFile(schema)
	switch {
	case err == nil && bytes.Equal(old, config.Schema()):
	case err == nil && !o.Force:
		fmt.Fprintf(stderr, "hardbook: %s is there already and stays as it is; hardbook schema prints the newest\n", schema)
	default:
		if err := o.place(schema, config.Schema(), stderr); err != nil {
			return err
		}
	}
	return o.place(o.Output, d.YAML(), stderr)
}

// place writes a file whole or not at all. It is for this user alone: it holds names,
// addresses and telephone numbers.
func (o InitOptions) place(path string, data []byte, stderr io.Writer) error {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return hint.Add(fmt.Errorf("%s is a folder", path), "name a file with --output")
	}
	err := safefile.Create(path, data, func() error {
		if !o.Force {
			return nil
		}
		return keep(path, stderr)
	})
	switch {
	case errors.Is(err, fs.ErrExist):
		return vacant(path)
	case err != nil:
		return hint.Add(fmt.Errorf("write config: %w", err), "name a file in a folder that is there, and that you may write to, with --output")
	}
	return nil
}

// keep moves what is at path aside, to a name that is free.
func keep(path string, stderr io.Writer) error {
	for i := 1; ; i++ {
		aside := path + ".orig"
		if i > 1 {
			aside = fmt.Sprintf("%s.orig-%d", path, i)
		}
		if _, err := os.Lstat(aside); err == nil {
			continue
		}
		err := os.Rename(path, aside)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			fmt.Fprintf(stderr, "hardbook: the old %s is now %s\n", path, aside)
		}
		return err
	}
}
