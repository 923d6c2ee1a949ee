// Package runbook turns a config and a list of steps into one account's book,
// and evidence about that account into verdicts on it.
package runbook

import (
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// A Step is one thing to do, as data. Its text is templates/steps/<ID>.md.
type Step struct {
	ID       string                     // lower-case words with dashes; the same everywhere
	Phase    Phase                      // chapter of the book
	Who      Actor                      // who acts
	Profile  config.Profile             // smallest profile that takes the step in
	Paid     bool                       // costs money every month: only with paid: true
	Check    Check                      // what decides whether it is done
	Needs    []string                   // IDs of steps that must be done before; they come earlier in the book
	EndedBy  string                     // ID of the step that undoes this one on purpose
	Policies []string                   // documents of policies/ that its commands use
	Applies  func(config.Config) string // why it does not apply to this account; nil or "" means it does
	Refs     Refs
}

// Billed reports whether AWS bills for something that the check reads. Such a
// step is checked only where the config names it in billed_checks.
func (s Step) Billed() bool {
	return slices.ContainsFunc(s.Check.Calls(), func(c evidence.Call) bool { return c.Billed })
}

// Refs are the numbers of a step in published standards, "" where none.
type Refs struct {
	CIS string `json:"cis,omitempty"` // CIS AWS Foundations Benchmark v7.0.0, comma-separated
	SSB string `json:"ssb,omitempty"` // AWS Startup Security Baseline, comma-separated
}

// Phase is a chapter of the book. Phases are worked through in order.
type Phase int

// The phases, in order.
const (
	Root Phase = iota + 1
	Money
	Identity
	Watch
	Defaults
	Finish
)

// String is the phase's name in files and on the command line.
func (p Phase) String() string {
	names := map[Phase]string{Root: "root", Money: "money", Identity: "identity", Watch: "watch", Defaults: "defaults", Finish: "finish"}
	return names[p]
}

// Title heads the phase's chapter.
func (p Phase) Title() string {
	titles := map[Phase]string{
		Root:     "Root: lock the front door",
		Money:    "Money: no surprise bill",
		Identity: "Identity: daily work without root",
		Watch:    "Watch: know what happens",
		Defaults: "Defaults: new resources start safe",
		Finish:   "Finish",
	}
	return titles[p]
}

// Actor is the identity that carries out a step.
type Actor string

// The actors.
const (
	AsRoot     Actor = "root"     // the account's root user
	AsAdmin    Actor = "admin"    // the IAM user of config.Admin
	AsOperator Actor = "operator" // the role for one hour's work
)

// Pattern is a shell pattern that the actor's ARN matches in this account, as
// sts get-caller-identity prints it.
func (a Actor) Pattern(cfg config.Config) string {
	iam := names.IAM(cfg, "")
	switch a {
	case AsRoot:
		return iam + "root"
	case AsAdmin:
		return iam + "user/" + cfg.Admin.User
	}
	return names.ARN("sts", "", cfg.Account.ID, "assumed-role/"+names.Prefix+string(a)+"/*")
}
