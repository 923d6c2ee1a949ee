package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"hardbook/runbook/render"
)

func newGenerate() *cobra.Command {
	var w where
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "Write the runbook of an account",
		Long: `Writes the runbook of the account in hardbook.yaml to out/<alias or id>: Markdown,
one HTML page, the commands, the policies and collect.sh. It opens no network
connection. Without a hardbook.yaml it writes the embedded example to out/example.

Files of your own in that folder stay. A generated file that you changed is kept
beside the new one, as .orig. Ticks are filled in again by the next verify.

With -c given several times, or with a folder of configs, it writes one book for
each account, and out/index.html, which links them. A config with a mistake in it
is told of, and the rest go on; the exit code is 64 then.`,
		Example: `  hardbook generate
  hardbook generate -c clients/acme.yaml -o books
  hardbook generate -c clients             every config in the folder clients
  hardbook generate -c acme.yaml -c beta.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			files, many, err := w.several()
			if err != nil {
				return err
			}
			if many {
				return generateMany(cmd.Context(), w, files, cmd.OutOrStdout(), cmd.ErrOrStderr())
			}
			return runGenerate(w, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	w.manyFlags(cmd)
	w.outFlag(cmd)
	return cmd
}

func runGenerate(w where, stdout, stderr io.Writer) error {
	l, err := w.open()
	if err != nil {
		return err
	}
	files, err := render.Files(l.templates, l.book, l.texts, nil)
	if err != nil {
		return err
	}
	if err := placeBook(w.out, l, files, stderr); err != nil {
		return err
	}
	if l.example {
		fmt.Fprintf(stderr, "hardbook: there is no %s here, so this is the embedded example, not your account; hardbook init writes one\n", w.config)
	}
	_, err = fmt.Fprintln(stdout, filepath.Join(w.out, l.name, "runbook.html"))
	return err
}
