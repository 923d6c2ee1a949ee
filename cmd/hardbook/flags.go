package main

import (
	"github.com/spf13/cobra"

	"hardbook/runbook/prompt"
	"hardbook/runbook/session"
)

// streamsOf are what a command reads and writes.
func streamsOf(cmd *cobra.Command) prompt.Streams {
	return prompt.Streams{In: cmd.InOrStdin(), Out: cmd.OutOrStdout(), Err: cmd.ErrOrStderr()}
}

// configFlag adds the flags that name the config and the texts of one book.
func configFlag(cmd *cobra.Command, t *session.Target) {
	cmd.Flags().StringVarP(&t.Config, "config", "c", session.ConfigName, "config file")
	templatesFlag(cmd, t)
	cmd.PreRun = func(cmd *cobra.Command, _ []string) { t.Explicit = cmd.Flags().Changed("config") }
}

// configsFlag adds the same flags to a command that takes several configs.
func configsFlag(cmd *cobra.Command, t *session.Target, configs *[]string) {
	cmd.Flags().StringArrayVarP(configs, "config", "c", []string{session.ConfigName}, "config `file`, or a folder of them; give it again for more accounts")
	templatesFlag(cmd, t)
	cmd.PreRun = func(cmd *cobra.Command, _ []string) {
		t.Explicit = cmd.Flags().Changed("config")
		t.Config = (*configs)[0]
	}
}

func templatesFlag(cmd *cobra.Command, t *session.Target) {
	cmd.Flags().StringVar(&t.Templates, "templates", "", "folder whose files replace those of the built-in templates")
}

// outputFlag adds the flag that names the folder of books.
func outputFlag(cmd *cobra.Command, t *session.Target) {
	cmd.Flags().StringVarP(&t.Output, "output", "o", session.OutputName, "folder that holds the books")
}

// titleFlag adds the flag for the title of the book.
func titleFlag(cmd *cobra.Command, t *session.Target) {
	cmd.Flags().StringVar(&t.Title, "title", "", "title of the book, for generate and verify alike (default \"Harden AWS account NAME\")")
}
