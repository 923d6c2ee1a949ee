package evidence

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync/atomic"

	"hardbook/runbook/config"
)

// maxAnswer is the largest answer file that is read: far above any real
// answer, far below what would hurt.
const maxAnswer = 64 << 20

// maxFolder is how much the files of a folder may hold together, since all are
// kept in memory.
const maxFolder = 128 << 20

// Open reads the evidence folder that collect.sh or verify --save wrote: the
// manifest now, each answer when it is asked for. An error means that the
// folder as a whole cannot be used; a single bad file is a Failure of its call.
func Open(dir fs.FS, cfg config.Config) (Evidence, error) {
	raw, err := (&folder{dir: dir}).readFile("manifest.json")
	if err != nil {
		return Evidence{}, fmt.Errorf("no evidence folder: %w", err)
	}
	if err := small(dir); err != nil {
		return Evidence{}, err
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
	f := &folder{dir: dir}
	return New(cfg, m, func(r Request) ([]byte, error) {
		body, err := f.fetch(r)
		if err != nil {
			return nil, err
		}
		if err := mixed(r, body, m.Account); err != nil {
			return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error(), Way: "collect again, into a new folder"}
		}
		return body, nil
	}), nil
}

// A folder of evidence. It counts what was read of it: links can make much of
// little.
type folder struct {
	dir  fs.FS
	read atomic.Int64
}

func errTooMuch() error {
	return fmt.Errorf("its files hold over %d MiB together, more than any real evidence", maxFolder>>20)
}

// small fails on a folder whose files are too large to be read all. A file that is
// too large by itself does not count: it is not read.
func small(dir fs.FS) error {
	var total int64
	return fs.WalkDir(dir, ".", func(_ string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // told by the call whose file it is
		}
		info, err := d.Info()
		if err == nil && info.Size() <= maxAnswer {
			total += info.Size()
		}
		if total > maxFolder {
			return errTooMuch()
		}
		return nil
	})
}

// otherAccount reports whether the calls were made as somebody of another
// account than the manifest says.
func otherAccount(m Manifest) bool {
	account := AccountOf(m.Identity)
	return account != "" && account != m.Account
}

// AccountOf is the account in an ARN, arn:aws:iam::111122223333:root, or "".
func AccountOf(arn string) string {
	parts := strings.Split(arn, ":")
	if len(parts) < 5 || parts[0] != "arn" {
		return ""
	}
	return parts[4]
}

// fetch answers a request from its file, or from the error text that stands in its
// place. No collection leaves both: where there are both, two were mixed, and the
// answer may be the older one, or of another account.
func (f *folder) fetch(r Request) ([]byte, error) {
	body, err := f.readFile(r.Path() + ".json")
	if err == nil {
		if info, err := fs.Lstat(f.dir, r.Path()+".err"); err == nil && info.Size() > 0 {
			return nil, &Failure{Request: r, Kind: Unreadable, Detail: "there is an answer and a refusal: two collections were mixed", Way: "collect again, into a new folder"}
		}
		return body, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	text, err := f.readFile(r.Path() + ".err")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Failure{Request: r, Kind: NotCollected}
	}
	if err != nil {
		return nil, &Failure{Request: r, Kind: Unreadable, Detail: err.Error()}
	}
	return nil, readError(r, string(text))
}

func (f *folder) readFile(name string) ([]byte, error) {
	// Before it is opened: to open a named pipe would wait for a writer.
	info, err := fs.Stat(f.dir, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file", name)
	case info.Size() > maxAnswer:
		return nil, fmt.Errorf("%s is over %d MiB", name, maxAnswer>>20)
	case f.read.Add(info.Size()) > maxFolder:
		return nil, errTooMuch()
	}
	file, err := f.dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	raw, err := io.ReadAll(io.LimitReader(file, info.Size()+1))
	if err == nil && int64(len(raw)) != info.Size() {
		err = fmt.Errorf("%s changes while it is read", name)
	}
	return raw, err
}
