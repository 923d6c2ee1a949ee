package steps

import (
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// VerifierRole makes the role that verify uses: it can read what the book
// asks, and change nothing.
var VerifierRole = runbook.Step{
	ID:       "verifier-role",
	Phase:    runbook.Identity,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.From2(ask.IAMVerifierRole(), verifierDocuments(), judgeVerifierRole),
	Needs:    []string{"admin-user"},
	Policies: []string{"verifier-trust", shellPolicy},
	Refs:     runbook.Refs{SSB: "ACCT.04"},
}

// verifierDocuments are the documents the role should have.
func verifierDocuments() evidence.Source[roleDocuments] { return roleDocuments{} }

type roleDocuments struct{ trust, verify, shell evidence.Document }

func (roleDocuments) Calls() []evidence.Call { return nil }

func (roleDocuments) Answer(e evidence.Evidence) (d roleDocuments, err error) {
	for name, into := range map[string]*evidence.Document{
		"verifier-trust": &d.trust, runbook.VerifyPolicy: &d.verify, shellPolicy: &d.shell,
	} {
		if *into, err = evidence.Wanted(name).Answer(e); err != nil {
			return d, err
		}
	}
	return d, nil
}

func judgeVerifierRole(cfg config.Config, v ask.Verifier, want roleDocuments) runbook.Verdict {
	if v.Role.Absent {
		return runbook.Todo("there is no role %s", ask.VerifierRole)
	}
	var problems []string
	if trust := v.Role.Role.AssumeRolePolicyDocument; !trust.Equal(want.trust) {
		problems = append(problems, trustProblem(cfg, trust))
	}
	for _, policy := range v.Attached.AttachedPolicies {
		problems = append(problems, "it has the policy "+policy.PolicyName+", which the book does not give it")
	}
	reads := false
	for _, name := range slices.Sorted(maps.Keys(v.Inline)) {
		document := v.Inline[name].PolicyDocument
		switch {
		case document.Equal(want.verify):
			reads = true
		case !document.Equal(want.shell):
			problems = append(problems, difference(name, document, want.verify))
		}
	}
	if !reads && len(problems) == 0 {
		problems = append(problems, "it does not have the read policy of this book")
	}
	if len(problems) > 0 {
		return runbook.Todo("the role %s is not as in the book: %s", ask.VerifierRole, strings.Join(problems, "; "))
	}
	return runbook.Done("%s can read what the book asks and change nothing, and only %s with MFA can use it", ask.VerifierRole, cfg.Admin.User)
}

func trustProblem(cfg config.Config, trust evidence.Document) string {
	for _, s := range trust.Statements {
		for _, who := range s.Who {
			// IAM shows a principal by its unique id once it was deleted.
			if strings.HasPrefix(who, "AWS:AIDA") || strings.HasPrefix(who, "AWS:AROA") {
				return "it trusts a user that was deleted (" + strings.TrimPrefix(who, "AWS:") + ")"
			}
		}
	}
	return "it does not trust exactly " + cfg.Admin.User + " with MFA"
}

// difference says in what the read policy differs from the book's.
func difference(name string, has, want evidence.Document) string {
	if more := want.Missing(has); len(more) > 0 {
		return "the policy " + name + " has more than it needs: " + more[0]
	}
	return "the policy " + name + " lacks: " + strings.Join(has.Missing(want), ", ")
}
