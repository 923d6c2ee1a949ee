package main

import (
	"github.com/spf13/cobra"

	"hardbook/runbook/config"
	"hardbook/runbook/session"
)

func newInit() *cobra.Command {
	o := session.InitOptions{Given: map[string][]string{}}
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a config, with every line explained",
		Long: `Writes hardbook.yaml, the facts about your account from which the book follows. At
a terminal it asks a few questions; each has an explanation and, where there is
one, an answer that Enter takes. Ctrl-C stops it, and nothing is written.
With --account and --email it asks nothing.

Beside the config it writes ` + config.SchemaFile + `, for editors. It opens no network
connection. Contacts, steps to leave out and the rest are written into the file.`,
		Example: `  hardbook init
  hardbook init --account 111122223333 --email you@example.com
  hardbook init --account 111122223333 --email you@example.com --profile essentials --output clients/acme.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			for _, s := range session.Settings() {
				if f := cmd.Flags().Lookup(s.Flag); f.Changed && s.List {
					o.Given[s.Key], _ = cmd.Flags().GetStringSlice(s.Flag) // the flag is of this type
				} else if f.Changed {
					o.Given[s.Key] = []string{f.Value.String()}
				}
			}
			return session.Init(cmd.Context(), o, streamsOf(cmd))
		},
	}
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVarP(&o.Output, "output", "o", session.ConfigName, `file to write; "-" prints it`)
	f.BoolVar(&o.Force, "force", false, "replace a file that is there; the old one is kept as .orig")
	for _, s := range session.Settings() {
		if s.List {
			f.StringSlice(s.Flag, nil, s.Usage)
		} else {
			f.String(s.Flag, "", s.Usage)
		}
		var values []string
		for _, o := range s.Options {
			values = append(values, o.Value)
		}
		_ = cmd.RegisterFlagCompletionFunc(s.Flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)) // the flag is there
	}
	f.Lookup("paid").NoOptDefVal = "true" // --paid alone
	return cmd
}
