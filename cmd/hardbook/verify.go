package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/example"
	"hardbook/runbook/render"
	"hardbook/runbook/render/folder"
	"hardbook/runbook/report"
)

type verifyOptions struct {
	where
	profile, region, evidence, save, format string
	only                                    []string
	noWrite                                 bool
	timeout                                 time.Duration
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
  hardbook verify --profile verifier --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return runVerify(cmd.Context(), o, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.flags(cmd)
	o.outFlag(cmd)
	f := cmd.Flags()
	f.StringVar(&o.profile, "profile", "", "profile of the AWS configuration whose credentials to use")
	f.StringVar(&o.region, "region", evidence.GlobalRegion, "Region whose endpoint is asked whose credentials these are")
	f.StringVar(&o.evidence, "evidence", "", `folder of evidence to read instead of the account; "example" is built in`)
	f.StringVar(&o.save, "save", "", "new folder to keep the answers in, as evidence")
	f.StringSliceVar(&o.only, "only", nil, "verify these steps only; the book is not changed then")
	f.StringVar(&o.format, "format", "text", "text or json")
	f.BoolVar(&o.noWrite, "no-write", false, "change nothing in the book")
	f.DurationVar(&o.timeout, "timeout", time.Minute, "give up what AWS has not answered by then")
	return cmd
}

func runVerify(ctx context.Context, o verifyOptions, stdout, stderr io.Writer) error {
	if o.format != "text" && o.format != "json" {
		return hint(fmt.Errorf("--format: there is no format %q", o.format), "the formats are text and json")
	}
	l, err := o.openForVerify()
	if err != nil {
		return err
	}
	if l.book, err = only(l.book, o.only); err != nil {
		return err
	}
	r, err := judge(ctx, o, l)
	if err != nil {
		return err
	}
	before, err := previous(filepath.Join(o.out, l.name, "status.json"))
	if err != nil {
		fmt.Fprintf(stderr, "hardbook: the last status.json is not used: %v\n", err)
	}
	r.Compare(before)
	if !o.noWrite && len(o.only) == 0 {
		if err := writeTicks(o, l, r); err != nil {
			return err
		}
		defer fmt.Fprintf(stderr, "hardbook: the ticks are in %s\n", filepath.Join(o.out, l.name, "runbook.html"))
	}
	show := func() error { return report.Text(stdout, r, coloured(stdout)) }
	if o.format == "json" {
		show = func() error { return report.JSON(stdout, r) }
	}
	if err := show(); err != nil {
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
			"write one (out/example of hardbook generate shows how), or see ticks with hardbook verify --evidence example")
	}
	return l, err
}

// only is the book with these steps alone, all of them when ids is empty.
func only(b runbook.Book, ids []string) (runbook.Book, error) {
	for _, id := range ids {
		if _, err := b.Find(id); err != nil {
			return b, err
		}
	}
	if len(ids) > 0 {
		b.Entries = slices.DeleteFunc(slices.Clone(b.Entries), func(e runbook.Entry) bool { return !slices.Contains(ids, e.Step.ID) })
	}
	return b, nil
}

// judge reads the evidence and makes the report.
func judge(ctx context.Context, o verifyOptions, l library) (runbook.Report, error) {
	start := time.Now()
	source := runbook.ReportSource{Kind: "evidence", Dir: o.evidence}
	requests := func() int { return 0 }
	var e evidence.Evidence
	var err error
	if o.evidence != "" {
		e, err = openEvidence(o.evidence, l)
	} else {
		ctx, cancel := context.WithTimeout(ctx, o.timeout)
		defer cancel()
		source.Kind = "live"
		e, requests, err = openLive(ctx, l.book.Config, o.profile, o.region, start)
	}
	if err != nil {
		return runbook.Report{}, err
	}
	e.Load(l.book.Calls())
	if ctx.Err() != nil {
		return runbook.Report{}, errors.New("interrupted, nothing was written")
	}
	r, err := runbook.Verify(l.book, e, l.titles())
	if err != nil {
		return r, err
	}
	source.Identity, source.CollectedAt = e.Manifest.Identity, e.Manifest.CollectedAt
	r.Source, r.CheckedAt = source, start.UTC().Truncate(time.Second)
	if n := requests(); n > 0 {
		r.Calls = runbook.CallReport{Requests: n, Seconds: time.Since(start).Seconds()}
	}
	if o.save != "" {
		err = e.Save(o.save, l.book.Calls())
	}
	return r, err
}

// openEvidence opens a folder of evidence about the config's account.
func openEvidence(dir string, l library) (evidence.Evidence, error) {
	files := fs.FS(example.Evidence())
	if dir != exampleName {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return evidence.Evidence{}, hint(fmt.Errorf("evidence: %w", err), "run collect.sh of the book, and name the folder it made")
		}
		files = root.FS()
	}
	e, err := evidence.Open(files, l.book.Config)
	if err != nil {
		return e, hint(fmt.Errorf("evidence in %s: %w", dir, err), "run collect.sh of the book to the end, and name the folder it made")
	}
	if e.Manifest.Account != l.book.Config.Account.ID {
		return e, hint(fmt.Errorf("the evidence is about account %q, but the config is about %s", e.Manifest.Account, l.book.Config.Account.ID),
			"collect evidence in the right account, or name another config with -c")
	}
	return e, nil
}

// previous is the last report, empty where there is none.
func previous(file string) (runbook.Report, error) {
	var r runbook.Report
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(raw, &r)
}

// writeTicks writes the book again, with what the report says.
func writeTicks(o verifyOptions, l library, r runbook.Report) error {
	files, err := render.Files(l.templates, l.book, l.texts, &r)
	if err != nil {
		return err
	}
	var status bytes.Buffer
	if err := report.JSON(&status, r); err != nil {
		return err
	}
	files["status.json"] = status.Bytes()
	return folder.Write(o.out, l.name, files)
}

// coloured reports whether w is a terminal that wants colour.
func coloured(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
