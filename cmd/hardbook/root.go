package main

import (
	"sync"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/hint"
	"hardbook/runbook/quote"
)

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "hardbook",
		Short: "A personal runbook for hardening one AWS account",
		Long: `hardbook takes a small config and, offline, writes your runbook: what to do, in
order, as whom, with policies and AWS commands filled in, ready to paste, undo
included. Then hardbook verify reads the account with read-only credentials, or
with none at all from files you collected, and ticks off what is really done.`,
		Example: `  hardbook init                        write a hardbook.yaml: a few questions
  hardbook generate                    write the book (the example, without a hardbook.yaml)
  hardbook verify --evidence example   see ticks without an AWS account
  hardbook verify --evidence DIR       tick off from files that collect.sh made
  hardbook verify --profile hardbook-verifier   tick off with read-only credentials
  hardbook attest                      say that a step which no program can see is done`,
		Version: runbook.Version,
		Args: func(cmd *cobra.Command, args []string) error {
			if err := cobra.NoArgs(cmd, args); err != nil {
				return hint.Add(err, "hardbook --help lists the commands")
			}
			return nil
		},
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("hardbook {{.Version}}\n")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return hint.Add(err, cmd.CommandPath()+" --help shows the flags")
	})
	root.AddCommand(newInit(), newGenerate(), newVerify(), newAttest(), newSteps(), newPolicy(), newSchema(), newMFA())
	return root
}

// where are the flags that name config and output.
type where struct {
	config    string      // config file
	configs   []string    // all that -c names, where a command takes several
	out       string      // folder of books
	templates string      // folder that overlays the templates
	title     string      // heads the book; "" means the usual one
	explicit  bool        // the config was named by the user
	writing   *sync.Mutex // held while a book is put in its place; nil for one account
}

func (w *where) flags(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&w.config, "config", "c", "hardbook.yaml", "config file")
	w.otherFlags(cmd)
}

func (w *where) otherFlags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.templates, "templates", "", "folder whose files replace those of the built-in templates")
	cmd.PreRun = func(cmd *cobra.Command, _ []string) {
		w.explicit = cmd.Flags().Changed("config")
		if len(w.configs) > 0 {
			w.config = w.configs[0]
		}
	}
}

func (w *where) outFlag(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&w.out, "output", "o", "out", "folder that holds the books")
	cmd.Flags().StringVar(&w.title, "title", "", "title of the book, for generate and verify alike (default \"Harden AWS account NAME\")")
}

// again are the flags that another command needs to find the same book.
func (w *where) again() string {
	flags := ""
	if w.explicit {
		flags += " -c " + quote.Shell(quote.Terminal(w.config))
	}
	if w.templates != "" {
		flags += " --templates " + quote.Shell(quote.Terminal(w.templates))
	}
	return flags
}

// folderFlag is the flag that names the folder of books to another command that
// has one.
func (w *where) folderFlag() string {
	if w.out == "" || w.out == "out" {
		return ""
	}
	return " -o " + quote.Shell(quote.Terminal(w.out))
}

// alone keeps the other accounts of a run off the folder of books until done is
// called: not every system has a lock that keeps writers apart.
func (w where) alone() (done func()) {
	if w.writing == nil {
		return func() {}
	}
	w.writing.Lock()
	return w.writing.Unlock
}
