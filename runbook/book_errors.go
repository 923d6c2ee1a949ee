package runbook

import (
	"fmt"
	"strings"

	"hardbook/runbook/config"
)

// UnknownStepError says that a step is named that does not exist.
type UnknownStepError struct {
	ID  string
	Key string // config key that names it, or ""
	all []Step
}

// Error names the step.
func (e *UnknownStepError) Error() string {
	if e.Key != "" {
		return fmt.Sprintf("%s: there is no step %q", e.Key, e.ID)
	}
	return fmt.Sprintf("there is no step %q in this book", e.ID)
}

// Hint names the step that may have been meant, or lists those there are.
func (e *UnknownStepError) Hint() string {
	var ids []string
	for _, s := range e.all {
		ids = append(ids, s.ID)
	}
	if meant := config.Nearest(e.ID, ids); meant != "" {
		return "did you mean " + meant + "?"
	}
	return "the steps are " + strings.Join(ids, ", ")
}

// NotBilledError says that billed_checks names a step whose check costs nothing.
type NotBilledError struct {
	ID  string
	all []Step
}

// Error names the step.
func (e *NotBilledError) Error() string {
	return fmt.Sprintf("billed_checks: AWS bills for nothing that the step %q reads", e.ID)
}

// Hint lists the steps that may stand there.
func (e *NotBilledError) Hint() string {
	var ids []string
	for _, s := range e.all {
		if s.Billed() {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return "take it out of the list: its check costs nothing and is made in any case"
	}
	return "take it out of the list: its check costs nothing and is made in any case; the steps for this list are " + strings.Join(ids, ", ")
}
