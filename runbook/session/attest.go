package session

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/attested"
	"hardbook/runbook/config"
	"hardbook/runbook/hint"
	"hardbook/runbook/prompt"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
)

// AttestOptions are what a person says of a step.
type AttestOptions struct {
	Target
	Note  string
	Who   *string // nil means the owner of the config
	Until *string // the last day on which it holds; nil means a year on
}

// ByHand lists the steps of the book that can be attested.
func (b Book) ByHand() []runbook.Entry {
	return slices.DeleteFunc(slices.Clone(b.Entries), func(e runbook.Entry) bool { return mayAttest(b.Config, e, "") != nil })
}

// Attest writes down that a step, by its ID or number, is done.
func Attest(o AttestOptions, step string, now time.Time, s prompt.Streams) error {
	now = now.UTC().Truncate(time.Second)
	b, before, err := o.openAttested(s.Err)
	if err != nil {
		return err
	}
	e, err := b.Step(step)
	if err != nil {
		return err
	}
	if err := mayAttest(b.Config, e, o.attestFlags()); err != nil {
		return err
	}
	a, err := o.attestation(b, e.Step.ID, now)
	if err != nil {
		return err
	}
	if err := o.record(b, a, now, s.Err); err != nil {
		return err
	}
	if was, ok := before.Find(a.ID); ok && was.Status != runbook.StatusManual && was.Status != runbook.StatusAttested {
		fmt.Fprintf(s.Err, "hardbook: the last verify says of it: %s, %s; your word does not change that\n", was.Status, quote.Terminal(was.Reason))
	}
	fmt.Fprintln(s.Err, "hardbook: the book shows it after the next hardbook verify")
	_, err = fmt.Fprintf(s.Out, "%s: %s\n", a.ID, a.Words(now))
	return err
}

// attestFlags are the flags that another command needs to find the same book's folder.
func (t Target) attestFlags() string { return t.outputFlag() + t.Flags() }

// mayAttest says why a step cannot be attested, nil where it can. Flags are those
// that lead to this book again.
func mayAttest(cfg config.Config, e runbook.Entry, flags string) error {
	switch {
	case e.Status != "":
		return hint.Add(fmt.Errorf("the step %s is not to do in this account: %s", e.Step.ID, e.Why), "hardbook attest"+flags+" lists the steps that can be attested")
	case !e.Check.MayBeByHand(cfg):
		return hint.Add(fmt.Errorf("hardbook itself can see whether the step %s is done, so it takes nobody's word for it", e.Step.ID),
			"hardbook verify --only "+e.Step.ID+flags+" says how it stands")
	}
	return nil
}

// attestation is what the options say of a step.
func (o AttestOptions) attestation(b Book, id string, now time.Time) (verify.Attestation, error) {
	a := verify.Attestation{ID: id, Who: b.Config.Owner, At: now, Until: attested.UsualDay(now), Note: o.Note}
	if o.Who != nil {
		a.Who = *o.Who
	} else if a.Who == "" {
		return a, hint.Add(errors.New("who says so? the config names no owner"), `name yourself with --who "Jo Doe", or write owner: Jo Doe into `+quote.Terminal(o.Config))
	}
	for _, text := range []struct {
		flag, value string
		least, most int
	}{{"who", a.Who, 1, attested.WhoLength}, {"note", a.Note, 0, attested.NoteLength}} {
		if what, way := config.WrongText(text.value, text.least, text.most); what != "" {
			return a, hint.Add(fmt.Errorf("--%s: it %s", text.flag, what), way)
		}
	}
	if o.Until == nil {
		return a, nil
	}
	until, err := time.Parse(time.DateOnly, *o.Until)
	last := attested.LastDay(now)
	if err != nil || !until.After(now) || until.After(last) {
		return a, hint.Add(fmt.Errorf("--until: %q is no day from tomorrow to %s", *o.Until, last.Format(time.DateOnly)),
			fmt.Sprintf("write a day as YYYY-MM-DD, at most %d years away: nobody sees when the step stops being true", attested.Years))
	}
	a.Until = until
	return a, nil
}
