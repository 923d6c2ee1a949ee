package main

import (
	"github.com/spf13/cobra"

	"hardbook/runbook/session"
)

func newGenerate() *cobra.Command {
	var t session.Target
	var configs []string
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
			return session.Generate(cmd.Context(), t, configs, streamsOf(cmd))
		},
	}
	configsFlag(cmd, &t, &configs)
	outputFlag(cmd, &t)
	titleFlag(cmd, &t)
	return cmd
}
