package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/session"
)

func newPolicy() *cobra.Command {
	var t session.Target
	cmd := &cobra.Command{
		Use:   "policy [NAME]",
		Short: "Print an IAM policy of the book, or list them",
		Long: `Prints one policy document as JSON, filled in for the account of the config.
Without a name it lists the documents. "policy verify" is the one that allows
exactly what hardbook verify reads, and nothing else.`,
		Example: `  hardbook policy
  hardbook policy verify`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return runPolicy(t, args, cmd.OutOrStdout()) },
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			b, err := t.Open()
			if err != nil {
				return nil, cobra.ShellCompDirectiveError
			}
			return policyNames(b), cobra.ShellCompDirectiveNoFileComp
		},
	}
	configFlag(cmd, &t)
	return cmd
}

func policyNames(b session.Book) []string { return slices.Sorted(maps.Keys(b.Policies)) }

func runPolicy(t session.Target, args []string, stdout io.Writer) error {
	b, err := t.Open()
	if err != nil {
		return err
	}
	names := policyNames(b)
	if len(args) == 0 {
		_, err := fmt.Fprintln(stdout, strings.Join(names, "\n"))
		return err
	}
	document, ok := b.Policies[args[0]]
	if !ok {
		return hint.Add(fmt.Errorf("there is no policy %q in this book", args[0]), "the policies are "+strings.Join(names, ", "))
	}
	_, err = stdout.Write(document)
	return err
}
