// Package session does the work of the commands: it opens the book of a config,
// writes it, reads an account, live or from files, puts the ticks in the book, and
// reports. It knows no flags but those that it names in hints.
package session

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
)

// ConfigName is the config that a command looks for where none is named.
const ConfigName = "hardbook.yaml"

// OutputName is the folder of books where none is named.
const OutputName = "out"

// ExampleName names the folder of the embedded example.
const ExampleName = "example"

// A Target says which book a command is about, and where it lies.
type Target struct {
	Config    string // config file
	Explicit  bool   // the user named the config: where it is missing, nothing takes its place
	Output    string // folder of books; "" where the command needs none
	Templates string // folder that overlays the templates; "" means none
	Title     string // heads the book; "" means the usual one
}

// Open loads the config, or, where there is none in place and the user named
// none, the embedded example.
func (t Target) Open() (Book, error) {
	cfg, err := t.load()
	if errors.Is(err, fs.ErrNotExist) && !t.Explicit {
		return t.OpenExample()
	}
	if err != nil {
		return Book{}, err
	}
	return t.book(cfg, cfg.Account.Name())
}

// OpenExample opens the book of the embedded example.
func (t Target) OpenExample() (Book, error) {
	b, err := t.book(config.Example(), ExampleName)
	b.Example = true
	return b, err
}

// load reads the config.
func (t Target) load() (config.Config, error) {
	info, err := os.Stat(t.Config)
	if err == nil && info.IsDir() {
		return config.Config{}, hint.Add(fmt.Errorf("%s is a folder, and this is about one account", t.Config), "name one of its configs with -c")
	}
	cfg, err := config.Load(t.Config)
	if errors.Is(err, fs.ErrNotExist) && t.Explicit {
		return cfg, hint.Add(fmt.Errorf("there is no config %s", t.Config), "name an existing file with -c, or write one with hardbook init")
	}
	return cfg, err
}

// Flags are the flags that another command needs to make the same book: " -c acme.yaml".
func (t Target) Flags() string {
	flags := ""
	if t.Explicit {
		flags += " -c " + quote.Shell(quote.Terminal(t.Config))
	}
	if t.Templates != "" {
		flags += " --templates " + quote.Shell(quote.Terminal(t.Templates))
	}
	return flags
}

// outputFlag is the flag that names the folder of books to another command that
// has one.
func (t Target) outputFlag() string {
	if t.Output == "" || t.Output == OutputName {
		return ""
	}
	return " -o " + quote.Shell(quote.Terminal(t.Output))
}
