package session

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// previous is the last report on a book under out, empty where
// there is none that can be read. What a crash left behind is put right first;
// where that cannot be done, the book in place is read all the same: its history
// would be lost. It fails when the book there is about another account.
func previous(out string, b Book, stderr io.Writer) (verify.Report, error) {
	file := filepath.Join(out, b.Name, "status.json")
	if err := folder.Recover(out); err != nil {
		fmt.Fprintf(stderr, "hardbook: what an earlier run left behind stays: %s\n", quote.Terminal(err.Error()))
	}
	r, err := readStatus(file)
	if err != nil {
		fmt.Fprintf(stderr, "hardbook: the last status.json is not used: %s\n", quote.Terminal(err.Error()))
	}
	of := r.Account
	if of == "" {
		file, of = bookOf(out, b.Name)
	}
	if want := b.Config.Account.ID; of != "" && of != want {
		return r, hint.Add(fmt.Errorf("%s is about account %q, not %s", file, of, want),
			"give each account an alias of its own, or another folder with -o; if that number was a mistake, delete the folder "+filepath.Dir(file))
	}
	return r, nil
}

// accountOf finds in a file of a book the account that it is for.
var accountOf = regexp.MustCompile(`(?m)^account=(\d{12})$|<body data-account="(\d{12})"`)

// bookOf is a file of the book that is there, and the account it is for: "" where
// there is none. A book that was not verified yet has no report to tell.
func bookOf(out, name string) (file, account string) {
	for _, name := range []string{filepath.Join(name, "collect.sh"), filepath.Join(name, "runbook.html")} {
		file = filepath.Join(out, name)
		raw, err := readOwn(file)
		if err != nil {
			continue // where it is in the way, the writer says so
		}
		if found := accountOf.FindSubmatch(raw); found != nil {
			return file, string(found[1]) + string(found[2])
		}
	}
	return file, ""
}

// readOwn reads a file that hardbook wrote: a plain one, and none larger than it
// writes any.
func readOwn(file string) ([]byte, error) {
	info, err := os.Lstat(file)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > verify.MaxStatus:
		return nil, fmt.Errorf("%s is not a file that hardbook wrote", file)
	}
	return os.ReadFile(file)
}

func readStatus(file string) (verify.Report, error) {
	var r verify.Report
	raw, err := readOwn(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r, nil
	case err != nil:
		return r, err
	}
	r, err = verify.ParseReport(raw)
	if err != nil {
		return verify.Report{}, fmt.Errorf("%s: %w; it is kept as status.json.orig when a new one is written", file, err)
	}
	return r, nil
}
