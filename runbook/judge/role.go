package judge

import (
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// RolePolicy is the trust of every role that the admin puts on.
const RolePolicy = "role-trust"

// RoleDocuments are the documents that a role of the book should have.
type RoleDocuments struct {
	trust, main, shell evidence.Document
	what               string // what the main document is, in words
}

// DocumentsOf finds the documents of a role whose main policy has this name.
func DocumentsOf(main, what string) evidence.Source[RoleDocuments] { return roleSource{main, what} }

type roleSource struct{ main, what string }

// Calls are none: the documents are the book's own.
func (roleSource) Calls() []evidence.Call { return nil }

// Answer finds the documents.
func (s roleSource) Answer(e evidence.Evidence) (RoleDocuments, error) {
	d, err := RoleDocuments{what: s.what}, error(nil)
	for name, into := range map[string]*evidence.Document{RolePolicy: &d.trust, s.main: &d.main, ShellPolicy: &d.shell} {
		if *into, err = evidence.Wanted(name).Answer(e); err != nil {
			return d, err
		}
	}
	return d, nil
}

// JudgeRole compares a role with the book's. It is done, with these words,
// where it has the trust and the main policy, no session longer than an hour,
// perhaps the shell, and nothing else.
func JudgeRole(cfg config.Config, name string, r calls.RoleState, want RoleDocuments, done string) runbook.Verdict {
	if r.Role.Absent {
		return runbook.Todo("there is no role %s", name)
	}
	if !IsRole(cfg, r.Role, name) {
		return runbook.Unknown("asked about the role %s, AWS told about %s", name, r.Role.Role.Arn)
	}
	if r.Attached.Absent {
		return runbook.Unknown("AWS says both that there is a role %s and that there is not; read it again", name)
	}
	if unread := UnreadDocument(r); unread != "" {
		return runbook.Unknown("the role %s: %s", name, unread)
	}
	var problems []string
	if arn := r.Role.Role.Arn; arn != names.Role(cfg, name) {
		problems = append(problems, "it has a path ("+arn+"), so nobody can switch to it by its name")
	}
	if boundary := r.Role.Role.PermissionsBoundary.PermissionsBoundaryArn; boundary != "" {
		problems = append(problems, "it has the permissions boundary "+boundary+", which may take away what it needs")
	}
	if trust := r.Role.Role.AssumeRolePolicyDocument; !trust.Equal(want.trust) {
		problems = append(problems, trustProblem(cfg, trust, want.trust))
	}
	if r.Role.Role.MaxSessionDuration > 3600 {
		problems = append(problems, "it can be used for more than an hour at a time")
	}
	for _, policy := range r.Attached.AttachedPolicies {
		problems = append(problems, "it has the policy "+policy.PolicyName+", which the book does not give it")
	}
	problems = append(problems, inlineProblems(r.Inline, want)...)
	if len(problems) > 0 {
		return runbook.Todo("the role %s is not as in the book: %s", name, strings.Join(problems, "; "))
	}
	return runbook.Done("%s", done)
}

// UnreadDocument names a document of a role that cannot be read.
func UnreadDocument(r calls.RoleState) string {
	if err := r.Role.Role.AssumeRolePolicyDocument.Unread; err != nil {
		return "its trust policy cannot be read (" + err.Error() + ")"
	}
	for _, name := range slices.Sorted(maps.Keys(r.Inline)) {
		if err := r.Inline[name].PolicyDocument.Unread; err != nil {
			return "its policy " + name + " cannot be read (" + err.Error() + ")"
		}
	}
	return ""
}

// NoRole makes a test of whether there is no role of this name.
func NoRole(name string) func(config.Config, calls.Role) string {
	return func(_ config.Config, r calls.Role) string {
		if !r.Absent {
			return ""
		}
		return "there is no role " + name
	}
}

// IsRole reports whether an answer is about the account's role of this name.
func IsRole(cfg config.Config, r calls.Role, name string) bool {
	arn := r.Role.Arn
	return strings.HasPrefix(arn, names.Role(cfg, "")) && strings.HasSuffix(arn, "/"+name)
}

// inlineProblems wants the main policy, allows the shell, and nothing else.
func inlineProblems(inline map[string]calls.RolePolicy, want RoleDocuments) []string {
	found := false
	var others []string
	for _, name := range slices.Sorted(maps.Keys(inline)) {
		switch document := inline[name].PolicyDocument; {
		case document.Equal(want.main):
			found = true
		case !document.Equal(want.shell):
			others = append(others, name)
		}
	}
	var problems []string
	for _, name := range others {
		if found {
			problems = append(problems, "it has the policy "+name+", which the book does not give it")
			continue
		}
		problems = append(problems, difference(name, inline[name].PolicyDocument, want.main))
	}
	if !found && len(others) == 0 {
		problems = append(problems, "it does not have the "+want.what+" of this book")
	}
	return problems
}

// trustProblem says in what a role's trust differs from the book's.
func trustProblem(cfg config.Config, trust, want evidence.Document) string {
	var others []string
	for _, who := range Principals(trust) {
		name := strings.TrimPrefix(who, "AWS:")
		// IAM shows a principal by its unique id once it was deleted.
		if strings.HasPrefix(name, "AIDA") || strings.HasPrefix(name, "AROA") {
			return "it trusts a user or role that was deleted (" + name + ")"
		}
		if !slices.Contains(Principals(want), who) {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		return "it trusts " + And(others) + ", not " + cfg.Admin.User + " alone"
	}
	return "it does not trust exactly " + cfg.Admin.User + " with MFA"
}

// Principals lists whom a trust names, sorted, each once.
func Principals(d evidence.Document) []string {
	var who []string
	for _, s := range d.Statements {
		who = append(who, s.Who...)
	}
	slices.Sort(who)
	return slices.Compact(who)
}
