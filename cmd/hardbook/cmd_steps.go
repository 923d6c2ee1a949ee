package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/session"
	"hardbook/runbook/standard"
)

func newSteps() *cobra.Command {
	var t session.Target
	var format, standardName string
	cmd := &cobra.Command{
		Use:   "steps [ID | NUMBER]",
		Short: "List the steps of the book, or show one",
		Example: `  hardbook steps
  hardbook steps root-mfa
  hardbook steps --format json
  hardbook steps --standard cis-7.0`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if standardName != "" {
				if len(args) > 0 {
					return hint.Add(errors.New("--standard is about all steps"), "leave out "+args[0])
				}
				return session.Crosswalk(t, standardName, format, cmd.OutOrStdout())
			}
			return session.Steps(t, args, format, cmd.OutOrStdout())
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			b, err := t.Open()
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return b.StepIDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
	configFlag(cmd, &t)
	cmd.Flags().StringVar(&format, "format", "text", "text or json; with --standard also markdown")
	cmd.Flags().StringVar(&standardName, "standard", "", "lay the book beside a published standard: "+strings.Join(standard.Names(), " or "))
	return cmd
}
