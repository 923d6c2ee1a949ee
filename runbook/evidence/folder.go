package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"hardbook/runbook/config"
)

// maxAnswer is the largest answer file that is read: far above any real
// answer, far below what would hurt.
const maxAnswer = 64 << 20

// Open reads the evidence folder that collect.sh or verify --save wrote: the
// manifest now, each answer when it is asked for. An error means that the
// folder as a whole cannot be used; a single bad file is a Failure of its call.
func Open(dir fs.FS, cfg config.Config) (Evidence, error) {
	raw, err := readFile(dir, "manifest.json")
	if err != nil {
		return Evidence{}, fmt.Errorf("no evidence folder: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(raw, &m); err != nil {
		return Evidence{}, fmt.Errorf("manifest.json: %w", err)
	}
	switch {
	case m.Schema != ManifestSchema:
		return Evidence{}, fmt.Errorf("manifest.json: schema %q is not %q", m.Schema, ManifestSchema)
	case m.CollectedAt.IsZero():
		return Evidence{}, errors.New("manifest.json: no collectedAt")
	}
	return New(cfg, m, func(r Request) ([]byte, error) { return fetchFile(dir, r) }), nil
}

// fetchFile answers a request from its file, or from the error text beside it.
func fetchFile(dir fs.FS, r Request) ([]byte, error) {
	body, err := readFile(dir, r.Path()+".json")
	if err == nil {
		return body, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	text, err := readFile(dir, r.Path()+".err")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Failure{Request: r, Kind: NotCollected}
	}
	if err != nil {
		return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	return nil, readError(r, string(text))
}

// readError makes a Failure of what the aws command line printed when a call
// failed. Source: botocore's message "An error occurred (CODE) when calling
// the X operation: …", the same in versions 1 and 2.
func readError(r Request, text string) *Failure {
	code := regexp.MustCompile(`An error occurred \(([A-Za-z0-9.:_-]{1,100})\) when calling`).FindStringSubmatch(text)
	if code != nil {
		return Refuse(r, code[1])
	}
	f := &Failure{Request: r, Kind: Unreadable, Detail: "the aws command failed without saying why"}
	if regexp.MustCompile(`(?i)invalid choice|unknown options`).MatchString(text) {
		f.Detail = "this aws is too old for the call; update it, or use CloudShell"
	}
	if regexp.MustCompile(`(?i)unable to locate credentials|could not connect|connect timeout`).MatchString(text) {
		f.Detail = "the aws command had no credentials or no network"
	}
	return f
}

func readFile(dir fs.FS, name string) ([]byte, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxAnswer+1))
	if err == nil && len(raw) > maxAnswer {
		err = fmt.Errorf("%s is over %d MiB", name, maxAnswer>>20)
	}
	return raw, err
}

// Save writes the manifest and every answer that calls need to a new folder,
// in the layout that Open reads. Folders are 0700, files 0600: answers hold
// names and e-mail addresses. The folder must not exist yet.
func (e Evidence) Save(dir string, calls []Call) error {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return fmt.Errorf("evidence is not saved: %w", err)
	}
	manifest, err := json.MarshalIndent(e.Manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := writeFile(dir, "manifest.json", append(manifest, '\n')); err != nil {
		return err
	}
	for _, c := range Unique(calls) {
		requests, _ := e.requests(c)
		for _, r := range requests {
			if err := e.saveOne(dir, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e Evidence) saveOne(dir string, r Request) error {
	body, err := e.read(r)
	if err == nil {
		return writeFile(dir, r.Path()+".json", append(body, '\n'))
	}
	for _, f := range Failures(err) {
		if f.Request.Path() != r.Path() || f.Kind == NotCollected {
			continue // told by another file, or there is nothing to tell
		}
		text := f.Error() + "\n"
		if f.Code != "" {
			// The words that Open looks for, as the aws command line prints them.
			text = fmt.Sprintf("An error occurred (%s) when calling %s\n", f.Code, r.Call.Command)
		}
		return writeFile(dir, r.Path()+".err", []byte(text))
	}
	return nil
}

func writeFile(dir, name string, data []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}
