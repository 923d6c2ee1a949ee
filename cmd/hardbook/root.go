package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/hint"
)

// newRoot makes the whole tree of commands.
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

// helpInto has help written to stdout, and returns where an error of that will
// stand: the library drops it.
func helpInto(root *cobra.Command, stdout io.Writer) *error {
	var unwritten error
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		var text bytes.Buffer
		cmd.SetOut(&text)
		help(cmd, args)
		cmd.SetOut(stdout)
		_, unwritten = stdout.Write(text.Bytes())
	})
	return &unwritten
}
