package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook/evidence"
	"hardbook/runbook/hint"
	"hardbook/runbook/report"
	"hardbook/runbook/session"
)

func newVerify() *cobra.Command {
	var o session.VerifyOptions
	var configs []string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Tick off what is really done in the account",
		Long: `Reads the account, live or from a folder of evidence that collect.sh made, and
says of each step how it stands. The ticks go into the book in out/<alias or id>.
It makes read-only calls only: hardbook policy verify prints exactly which.

` + exitHelp("verify") + `

With --since the exit code tells of what was lost only: 0 nothing, 1 something
that was done is not any more, 2 something that was done cannot be read any more.

With -c given several times, or with a folder of configs, it verifies many
accounts in one run: a table of all, a book for each, and out/index.html, which
links them. --evidence names the folder that holds one folder of evidence for
each account; --profile may hold {id} and {name}, which stand for the account's.
What goes wrong with one account is told, and the rest go on. The exit code is
the worst of all; an account that could not be verified counts as 2; 64 means
that none could.`,
		Example: `  hardbook verify --evidence example     a half-done sample account, no AWS needed
  hardbook verify --evidence hardbook-evidence-111122223333-20261122T100000Z
  hardbook verify --profile hardbook-verifier --plan     what would be asked?
  hardbook verify --profile hardbook-verifier --format json
  hardbook verify --profile hardbook-verifier --format sarif > hardbook.sarif
  hardbook verify --profile hardbook-verifier --watch    beside you, while you work
  hardbook verify --profile hardbook-verifier --since 30d   for cron: what was lost?
  hardbook verify --profile hardbook-verifier --only root,'billing-*'
  hardbook verify -c clients --evidence collected     every config in the folder clients
  hardbook verify -c clients --profile 'verifier-{name}' --since last`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// An unset variable in --evidence "$DIR" must not mean: ask AWS.
			for _, name := range []string{"evidence", "save", "only", "profile", "since"} {
				f := cmd.Flags().Lookup(name)
				if f.Changed && strings.Trim(f.Value.String(), "[]") == "" {
					return hint.Add(fmt.Errorf("--%s is empty", name), "give it a value, or leave it out")
				}
			}
			code, err := session.Verify(cmd.Context(), o, configs, streamsOf(cmd))
			if err != nil {
				return err
			}
			return verdict(code)
		},
	}
	configsFlag(cmd, &o.Target, &configs)
	outputFlag(cmd, &o.Target)
	titleFlag(cmd, &o.Target)
	f := cmd.Flags()
	f.StringVar(&o.Profile, "profile", "", "profile of the AWS configuration whose credentials to use")
	f.StringVar(&o.Region, "region", evidence.GlobalRegion, "Region of AWS STS, which says whose credentials these are")
	f.StringVar(&o.Evidence, "evidence", "", `folder of evidence to read instead of the account; "example" is built in`)
	f.StringVar(&o.Save, "save", "", "new folder to keep the answers in, as evidence")
	f.StringSliceVar(&o.Only, "only", nil, "verify these only, steps, phases or patterns such as 'root-*'; the book is not changed then")
	f.StringVar(&o.Format, "format", "text", report.FormatNames("or"))
	f.StringVar(&o.Since, "since", "", "compare with a day, such as 2026-11-21 or 30d, or with the last reading: last")
	f.BoolVar(&o.Watch, "watch", false, "go on looking at what is open, and tell each tick as it lands; ends when all is done")
	f.DurationVar(&o.Every, "every", 5*time.Second, "with --watch: how long to wait before the second look; later ones come more rarely")
	f.BoolVar(&o.Plan, "plan", false, "say what would be asked, as whom and how often; ask nothing, write nothing")
	f.DurationVar(&o.MaxAge, "max-age", 24*time.Hour, "verdicts from evidence older than this say of when it is")
	f.BoolVar(&o.NoWrite, "no-write", false, "change nothing in the book")
	f.DurationVar(&o.Timeout, "timeout", time.Minute, "give up what AWS has not answered by then")
	completeFormats(cmd)
	return cmd
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
