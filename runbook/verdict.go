package runbook

import "fmt"

// Status says how a step stands.
type Status string

// The statuses.
const (
	StatusDone          Status = "done"           // read in the account
	StatusTodo          Status = "todo"           // read in the account, and not as it should be
	StatusWaiting       Status = "waiting"        // the commands ran, the world has still to act
	StatusUnknown       Status = "unknown"        // could not be read
	StatusManual        Status = "manual"         // no API tells; a person must look
	StatusAttested      Status = "attested"       // a person said so
	StatusNotApplicable Status = "not-applicable" // does not apply to this account
	StatusSkipped       Status = "skipped"        // left out by the config
)

// Statuses lists every status, in the order of summaries.
func Statuses() []Status {
	return []Status{
		StatusDone, StatusTodo, StatusWaiting, StatusUnknown,
		StatusManual, StatusAttested, StatusNotApplicable, StatusSkipped,
	}
}

// Open reports whether the status says that something is still to come.
func (s Status) Open() bool { return s == StatusTodo || s == StatusWaiting }

// Ticked reports whether it is that of a step that is done, whoever says so.
func (s Status) Ticked() bool { return s == StatusDone || s == StatusAttested }

// A Verdict is what a judge says about one step.
type Verdict struct {
	Status   Status
	Reason   string    // one sentence without a full stop that names the thing found
	Findings []Finding // the single facts behind it, worst or not
	Missing  []string  // IAM actions without which it could not be read
	Kinds    []string  // why it could not be read: names of evidence.Kinds
}

// A Finding is one fact about one resource.
type Finding struct {
	OK       bool   `json:"ok"`
	Resource string `json:"resource"`         // ARN or name
	Region   string `json:"region,omitempty"` // where it is, if anywhere
	Detail   string `json:"detail"`
	Kind     string `json:"kind,omitempty"` // why it could not be read: one of evidence.Kinds
}

// Done says that the step is done.
func Done(format string, args ...any) Verdict { return verdict(StatusDone, format, args) }

// Todo says that the step is still to do.
func Todo(format string, args ...any) Verdict { return verdict(StatusTodo, format, args) }

// Waiting says that the reader did the step and the world has still to act.
func Waiting(format string, args ...any) Verdict { return verdict(StatusWaiting, format, args) }

// Unknown says that the answers do not tell.
func Unknown(format string, args ...any) Verdict { return verdict(StatusUnknown, format, args) }

// ByHand says that only a person can tell.
func ByHand(format string, args ...any) Verdict { return verdict(StatusManual, format, args) }

func verdict(s Status, format string, args []any) Verdict {
	return Verdict{Status: s, Reason: fmt.Sprintf(format, args...)}
}

// With is the verdict with the facts behind it.
func (v Verdict) With(findings ...Finding) Verdict {
	v.Findings = append(v.Findings, findings...)
	return v
}
