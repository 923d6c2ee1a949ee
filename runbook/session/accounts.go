package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/verify"
)

// account is one of several in a run.
type account struct {
	Target // leads to this account alone
	cfg    config.Config
	err    error // why it has no part in the run
}

// accounts are those of the config files, in order. One whose config is bad, or
// that is in the way of one before it, has an error.
func (t Target) accounts(files []string) []account {
	var all []account
	ids, names := map[string]string{}, map[string]string{}
	for _, file := range files {
		a := account{Target: t}
		a.Config, a.Explicit = file, true
		if a.cfg, a.err = a.load(); a.err == nil {
			a.err = a.clash(ids, names)
		}
		all = append(all, a)
	}
	return all
}

// clash fails when an account before this one has its number or its folder, and
// notes both otherwise. There are systems on which case does not count in names.
func (a account) clash(ids, names map[string]string) error {
	id, name := a.cfg.Account.ID, strings.ToLower(a.cfg.Account.Name())
	if other, ok := ids[id]; ok {
		return hint.Add(fmt.Errorf("account %s is the one of %s, too", id, other), "take one of the two configs away: "+other+" or "+a.Config)
	}
	if other, ok := names[name]; ok {
		return hint.Add(fmt.Errorf("the book of account %s would lie in the folder %s, as that of %s does", id, a.cfg.Account.Name(), other),
			"give each account an alias of its own: in "+other+" or in "+a.Config)
	}
	ids[id], names[name] = a.Config, a.Config
	return nil
}

// name is how the account is called in a run: as its folder, or, where the
// config does not tell, as the config file.
func (a account) name() string {
	if a.cfg.Account.ID != "" {
		return a.cfg.Account.Name()
	}
	base := filepath.Base(a.Config)
	return quote.Terminal(strings.TrimSuffix(base, filepath.Ext(base)))
}

// errInterrupted is why an account had no turn.
var errInterrupted = errors.New("interrupted before its turn, nothing was written")

// begin fails when the account has no part in the run, or the reader has had enough.
func (a account) begin(ctx context.Context) error {
	if a.err == nil && ctx.Err() != nil {
		return errInterrupted
	}
	return a.err
}

// open opens the book of the account.
func (a account) open() (Book, error) { return a.book(a.cfg, a.cfg.Account.Name()) }

// outcome is what the run made of the account, with its report and the error that
// ended it.
func (a account) outcome(r verify.Report, err error) verify.Outcome {
	return verify.Outcome{Name: a.name(), Config: a.Config, Account: a.cfg.Account.ID, Report: r, Err: err, Book: a.hasBook()}
}

// hasBook reports whether the account has a book, of whatever run. One whose
// folder another account has (it clashes) has none.
func (a account) hasBook() bool {
	if a.err != nil {
		return false
	}
	info, err := os.Lstat(filepath.Join(a.Output, a.cfg.Account.Name(), "runbook.html"))
	return err == nil && info.Mode().IsRegular()
}

// failed counts the accounts in which something went wrong.
func failed(outcomes []verify.Outcome) int {
	n := 0
	for _, o := range outcomes {
		if o.Err != nil {
			n++
		}
	}
	return n
}

// indexName is the page that links the books, in the folder of the books.
const indexName = "index.html"

// writeIndex writes the page that links the books of a run, and returns its path;
// "" where it cannot.
func writeIndex(out string, templates fs.FS, outcomes []verify.Outcome) (string, error) {
	page, err := render.Index(templates, outcomes)
	if err != nil {
		return "", err
	}
	if err := folder.WritePage(out, indexName, page); err != nil {
		return "", err
	}
	return filepath.Join(out, indexName), nil
}

// tell writes what was said of an account, once its turn comes, each line with
// its name. Names of files may be anybody's.
func tell(w io.Writer, name string, said *bytes.Buffer) {
	for line := range strings.Lines(said.String()) {
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "hardbook: ")
		fmt.Fprintln(w, "hardbook: "+quote.Terminal(name+": "+line))
	}
}
