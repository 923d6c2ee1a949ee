package main

import (
	"github.com/spf13/cobra"

	"hardbook/runbook/config"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the config, for editors",
		Long: `Prints the JSON Schema of hardbook.yaml. An editor that has it explains each key,
proposes values and underlines what is wrong. hardbook init writes it to
` + config.SchemaFile + ` beside the config, whose first line names it.`,
		Example: `  hardbook schema
  hardbook schema > ` + config.SchemaFile,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(config.Schema())
			return err
		},
	}
}
