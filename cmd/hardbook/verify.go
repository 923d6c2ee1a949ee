package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
)

type verifyOptions struct {
	where
	profile, region, evidence, save, format string
	only                                    []string
	noWrite, plan                           bool
	timeout, maxAge                         time.Duration
}

func newVerify() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Tick off what is really done in the account",
		Long: `Reads the account, live or from a folder of evidence that collect.sh made, and
says of each step how it stands. The ticks go into the book in out/<alias or id>.
It makes read-only calls only: hardbook policy verify prints exactly which.

Exit code: 0 everything that can be verified is done; 1 something is todo or
waiting; 2 something could not be read; 64 verify could not do its work.`,
		Example: `  hardbook verify --evidence example     a half-done sample account, no AWS needed
  hardbook verify --evidence hardbook-evidence-111122223333-20261122T100000Z
  hardbook verify --profile hardbook-verifier --plan     what would be asked?
  hardbook verify --profile hardbook-verifier --format json
  hardbook verify --profile hardbook-verifier --format sarif > hardbook.sarif`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// An unset variable in --evidence "$DIR" must not mean: ask AWS.
			for _, name := range []string{"evidence", "save", "only", "profile"} {
				f := cmd.Flags().Lookup(name)
				if f.Changed && strings.Trim(f.Value.String(), "[]") == "" {
					return hint(fmt.Errorf("--%s is empty", name), "give it a value, or leave it out")
				}
			}
			return runVerify(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.flags(cmd)
	o.outFlag(cmd)
	f := cmd.Flags()
	f.StringVar(&o.profile, "profile", "", "profile of the AWS configuration whose credentials to use")
	f.StringVar(&o.region, "region", evidence.GlobalRegion, "Region of AWS STS, which says whose credentials these are")
	f.StringVar(&o.evidence, "evidence", "", `folder of evidence to read instead of the account; "example" is built in`)
	f.StringVar(&o.save, "save", "", "new folder to keep the answers in, as evidence")
	f.StringSliceVar(&o.only, "only", nil, "verify these steps only; the book is not changed then")
	f.StringVar(&o.format, "format", "text", formatNames("or"))
	f.BoolVar(&o.plan, "plan", false, "say what would be asked, as whom and how often; ask nothing, write nothing")
	f.DurationVar(&o.maxAge, "max-age", 24*time.Hour, "verdicts from evidence older than this say of when it is")
	f.BoolVar(&o.noWrite, "no-write", false, "change nothing in the book")
	f.DurationVar(&o.timeout, "timeout", time.Minute, "give up what AWS has not answered by then")
	completeFormats(cmd)
	return cmd
}

func runVerify(ctx context.Context, o verifyOptions, stdout, stderr io.Writer) error {
	format, err := formatNamed(o.format)
	if err != nil {
		return err
	}
	if o.timeout <= 0 {
		return hint(fmt.Errorf("--timeout: %s is no time to wait", o.timeout), "give one above zero, such as 60s")
	}
	if o.maxAge <= 0 {
		return hint(fmt.Errorf("--max-age: %s is no age", o.maxAge), "give one above zero, such as 24h")
	}
	if _, err := os.Lstat(o.save); o.save != "" && err == nil {
		return hint(fmt.Errorf("--save: %s is there already", o.save), "name a new folder")
	}
	l, err := o.openForVerify()
	if err != nil {
		return err
	}
	for _, id := range o.only {
		if _, err := l.book.Find(id); err != nil {
			return err
		}
	}
	if o.plan {
		return runPlan(ctx, o, l, stdout)
	}
	before, err := previous(o.out, l, stderr)
	if err != nil {
		return err
	}
	r, err := judge(ctx, o, l, stderr)
	if err != nil {
		return err
	}
	r.Compare(before)
	guide := l.guide(o.again())
	guide.Folder = o.folderFlag()
	if !o.noWrite && len(o.only) == 0 {
		if err := writeTicks(o, l, r, &guide); err != nil {
			return err
		}
		defer fmt.Fprintf(stderr, "hardbook: the ticks are in %s\n", filepath.Join(o.out, l.name, "runbook.html"))
	}
	if err := format.Write(stdout, r, guide); err != nil {
		return err
	}
	if code := r.ExitCode(); code != 0 {
		return verdictError(code)
	}
	return nil
}

// openForVerify is open, but never takes the example in place of a missing
// config, except for the evidence that belongs to it.
func (o verifyOptions) openForVerify() (library, error) {
	if o.evidence == exampleName && !o.explicit {
		return o.openExample()
	}
	l, err := o.open()
	if err == nil && l.example {
		return l, hint(fmt.Errorf("there is no config %s", o.config),
			"hardbook init writes one; or see ticks with hardbook verify --evidence example")
	}
	return l, err
}

// judge reads the evidence and makes the report.
func judge(ctx context.Context, o verifyOptions, l library, stderr io.Writer) (runbook.Report, error) {
	start := time.Now()
	source := runbook.ReportSource{Kind: "evidence", Dir: o.evidence}
	requests := func() int { return 0 }
	calls := l.book.Calls(o.only...)
	var e evidence.Evidence
	var err error
	if o.evidence != "" {
		e, err = openEvidence(o.evidence, l)
	} else {
		ctx, cancel := context.WithTimeout(ctx, o.timeout)
		defer cancel()
		source.Kind = "live"
		e, requests, err = openLive(ctx, l.book.Config, o.profile, o.region, calls, start)
	}
	if err != nil {
		return runbook.Report{}, err
	}
	if source.Kind == "live" {
		warnPowerful(stderr, l.book.Config, e.Manifest.Identity)
	}
	e.Load(calls)
	if ctx.Err() != nil {
		return runbook.Report{}, errors.New("interrupted, nothing was written")
	}
	r, err := runbook.Verify(l.book, e, l.titles(), o.only...)
	if err != nil {
		return r, err
	}
	source.Identity, source.CollectedAt = e.Manifest.Identity, e.Manifest.CollectedAt
	r.Source, r.CheckedAt = source, start.UTC().Truncate(time.Second)
	attest(&r, o.out, l, stderr)
	if o.evidence != "" && o.evidence != exampleName { // the example has its day for ever
		r.Date(o.maxAge)
	}
	if n := requests(); n > 0 {
		r.Calls = runbook.CallReport{Requests: n, Seconds: time.Since(start).Seconds()}
	}
	if o.save != "" {
		err = e.Save(o.save, calls)
	}
	return r, err
}
