package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// manyFlags are flags, for a command that takes several configs.
func (w *where) manyFlags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVarP(&w.configs, "config", "c", []string{"hardbook.yaml"}, "config `file`, or a folder of them; give it again for more accounts")
	w.otherFlags(cmd)
}

// several lists the config files that -c names, in order, and reports whether
// these are many accounts: -c came more than once, or names a folder.
func (w where) several() (files []string, many bool, err error) {
	many = len(w.configs) > 1
	for _, name := range w.configs {
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

// load reads the config.
func (w where) load() (config.Config, error) {
	info, err := os.Stat(w.config)
	if err == nil && info.IsDir() {
		return config.Config{}, hint.Add(fmt.Errorf("%s is a folder, and this is about one account", w.config), "name one of its configs with -c")
	}
	cfg, err := config.Load(w.config)
	if errors.Is(err, fs.ErrNotExist) && w.explicit {
		return cfg, hint.Add(fmt.Errorf("there is no config %s", w.config), "name an existing file with -c, or write one with hardbook init")
	}
	return cfg, err
}

// account is one of several in a run.
type account struct {
	where // leads to this account alone
	cfg   config.Config
	err   error // why it has no part in the run
}

// accounts are those of the config files, in order. One whose config is bad, or
// that is in the way of one before it, has an error.
func (w where) accounts(files []string) []account {
	var all []account
	w.writing = &sync.Mutex{}
	ids, names := map[string]string{}, map[string]string{}
	for _, file := range files {
		a := account{where: w}
		a.config, a.configs, a.explicit = file, nil, true
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
		return hint.Add(fmt.Errorf("account %s is the one of %s, too", id, other), "take one of the two configs away: "+other+" or "+a.config)
	}
	if other, ok := names[name]; ok {
		return hint.Add(fmt.Errorf("the book of account %s would lie in the folder %s, as that of %s does", id, a.cfg.Account.Name(), other),
			"give each account an alias of its own: in "+other+" or in "+a.config)
	}
	ids[id], names[name] = a.config, a.config
	return nil
}

// name is how the account is called in a run: as its folder, or, where the
// config does not tell, as the config file.
func (a account) name() string {
	if a.cfg.Account.ID != "" {
		return a.cfg.Account.Name()
	}
	base := filepath.Base(a.config)
	return quote.Terminal(strings.TrimSuffix(base, filepath.Ext(base)))
}

// outcome is the account before anything was done for it.
func (a account) outcome() verify.Outcome {
	return verify.Outcome{Name: a.name(), Config: a.config, Account: a.cfg.Account.ID, Err: a.err}
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
