package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"

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
	_, err = strictJSON(raw)
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		return Evidence{}, fmt.Errorf("manifest.json: %w", err)
	}
	switch {
	case m.Schema != ManifestSchema:
		return Evidence{}, fmt.Errorf("manifest.json: schema %q is not %q", m.Schema, ManifestSchema)
	case m.CollectedAt.IsZero():
		return Evidence{}, errors.New("manifest.json: no collectedAt")
	case otherAccount(m):
		return Evidence{}, fmt.Errorf("manifest.json: identity %q is not of account %q", m.Identity, m.Account)
	}
	return New(cfg, m, func(r Request) ([]byte, error) { return fetchFile(dir, r) }), nil
}

// otherAccount reports whether the calls were made as somebody of another
// account than the manifest says.
func otherAccount(m Manifest) bool {
	parts := strings.Split(m.Identity, ":") // arn:aws:iam::111122223333:root
	return len(parts) > 4 && parts[0] == "arn" && parts[4] != m.Account
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
	if own := regexp.MustCompile(`^` + savedWhy + `([ -~]{1,300})\n$`).FindStringSubmatch(text); own != nil {
		f.Detail = own[1]
		return f
	}
	if regexp.MustCompile(`(?i)invalid choice|unknown options`).MatchString(text) {
		f.Detail = "this aws is too old for the call; update it, or use CloudShell"
	}
	if regexp.MustCompile(`(?i)unable to locate credentials|credentials.*expired|could not connect|connect timeout|read timeout`).MatchString(text) {
		f.Detail = "the aws command had no credentials or no network"
	}
	return f
}

func readFile(dir fs.FS, name string) ([]byte, error) {
	// Before it is opened: to open a named pipe would wait for a writer.
	info, err := fs.Stat(dir, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxAnswer+1))
	if err == nil && len(raw) > maxAnswer {
		err = fmt.Errorf("%s is over %d MiB", name, maxAnswer>>20)
	}
	return raw, err
}
