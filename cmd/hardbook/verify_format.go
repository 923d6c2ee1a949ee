package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"hardbook/runbook/hint"
	"hardbook/runbook/report"
)

// formatNamed is the format of that name.
func formatNamed(name string) (report.Format, error) {
	for _, f := range report.Formats() {
		if f.Name == name {
			return f, nil
		}
	}
	return report.Format{}, hint.Add(fmt.Errorf("--format: there is no format %q", name), "the formats are "+formatNames("and"))
}

// formatNames lists the names of the formats: "text, json and junit".
func formatNames(word string) string {
	var names []string
	for _, f := range report.Formats() {
		names = append(names, f.Name)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + word + " " + names[last]
}

// completeFormats lets the shell complete --format.
func completeFormats(cmd *cobra.Command) {
	var choices []cobra.Completion
	for _, f := range report.Formats() {
		choices = append(choices, cobra.CompletionWithDesc(f.Name, f.For))
	}
	complete := cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc("format", complete); err != nil {
		panic(err) // there is no such flag: a mistake of the caller
	}
}
