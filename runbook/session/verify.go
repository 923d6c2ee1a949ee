package session

import (
	"context"
	"fmt"
	"os"
	"time"

	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/report"
)

// VerifyOptions say what to read, how, and what to do with the verdicts.
type VerifyOptions struct {
	Target
	Profile  string   // of the AWS configuration; "" means the usual one
	Region   string   // of AWS STS
	Evidence string   // folder to read instead of the account; "" means live
	Save     string   // new folder to keep the answers in; "" means none
	Format   string   // of the report, by name
	Since    string   // what to compare with; "" means nothing
	Only     []string // steps, phases and patterns; none means all steps
	NoWrite  bool     // the book stays as it is
	Plan     bool     // say what would be asked, and ask nothing
	Watch    bool     // go on looking at what is open

	Timeout time.Duration // for what AWS is asked
	MaxAge  time.Duration // verdicts from older evidence say so
	Every   time.Duration // before the second look of a watch

	codes *prompt.Codes // asks for MFA codes
	many  bool          // this is one account of several
}

// Verify reads the account of the config, puts the ticks in its book, prints a
// report, and returns the exit code that it leads to. With several configs, or a
// folder of them, it does so for each account.
func Verify(ctx context.Context, o VerifyOptions, configs []string, s prompt.Streams) (code int, err error) {
	format, err := report.FormatNamed(o.Format)
	if err != nil {
		return 0, err
	}
	if err := o.validate(); err != nil {
		return 0, err
	}
	files, many, err := configFiles(configs)
	if err != nil {
		return 0, err
	}
	o.codes = prompt.NewCodes(s)
	if many {
		return verifyMany(ctx, o, files, format, s)
	}
	b, err := o.open()
	if err != nil {
		return 0, err
	}
	if o.Only, err = b.Select(o.Only); err != nil {
		return 0, err
	}
	if o.Plan {
		return 0, printPlan(ctx, o, b, s.Out)
	}
	v := newVerification(o, b, s.Err)
	r, code, err := v.run(ctx)
	if err != nil {
		return 0, err
	}
	guide, err := v.write(r)
	if err != nil {
		return 0, err
	}
	if err := format.Write(s.Out, r, guide); err != nil {
		return 0, err
	}
	if o.writes() {
		fmt.Fprintf(s.Err, "hardbook: the ticks are in %s\n", page(o.Output, b.Name))
	}
	return code, nil
}

// writes reports whether the verdicts go into the book.
func (o VerifyOptions) writes() bool { return !o.NoWrite && len(o.Only) == 0 }

// validate insists on options that make sense, alone and together.
func (o VerifyOptions) validate() error {
	if o.Timeout <= 0 {
		return hint.Add(fmt.Errorf("--timeout: %s is no time to wait", o.Timeout), "give one above zero, such as 60s")
	}
	if o.MaxAge <= 0 {
		return hint.Add(fmt.Errorf("--max-age: %s is no age", o.MaxAge), "give one above zero, such as 24h")
	}
	if o.Every < time.Second {
		return hint.Add(fmt.Errorf("--every: %s is too often", o.Every), "give a second or more, such as 5s")
	}
	if _, err := os.Lstat(o.Save); o.Save != "" && err == nil {
		return hint.Add(fmt.Errorf("--save: %s is there already", o.Save), "name a new folder")
	}
	if !o.Watch {
		return nil
	}
	for _, with := range []struct {
		flag  string
		given bool
	}{{"evidence", o.Evidence != ""}, {"save", o.Save != ""}, {"since", o.Since != ""}, {"plan", o.Plan}} {
		if with.given {
			return hint.Add(fmt.Errorf("--watch and --%s do not go together", with.flag), "--watch looks at the account itself, again and again: leave one of them out")
		}
	}
	return nil
}

// open is Target.Open, but never takes the example in place of a missing config,
// except for the evidence that belongs to it.
func (o VerifyOptions) open() (Book, error) {
	if o.Evidence == ExampleName && !o.Explicit {
		return o.OpenExample()
	}
	b, err := o.Open()
	if err == nil && b.Example {
		return b, hint.Add(fmt.Errorf("there is no config %s", o.Config),
			"hardbook init writes one; or see ticks with hardbook verify --evidence example")
	}
	return b, err
}
