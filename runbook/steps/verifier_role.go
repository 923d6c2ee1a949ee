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
// asks and open a shell, and change no setting.
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
	if arn := v.Role.Role.Arn; !strings.HasPrefix(arn, "arn:aws:iam::"+cfg.Account.ID+":role/") || !strings.HasSuffix(arn, "/"+ask.VerifierRole) {
		return runbook.Unknown("asked about the role %s, AWS told about %s", ask.VerifierRole, arn)
	}
	if v.Attached.Absent {
		return runbook.Unknown("AWS says both that there is a role %s and that there is not; read it again", ask.VerifierRole)
	}
	var problems []string
	if trust := v.Role.Role.AssumeRolePolicyDocument; !trust.Equal(want.trust) {
		problems = append(problems, trustProblem(cfg, trust, want.trust))
	}
	for _, policy := range v.Attached.AttachedPolicies {
		problems = append(problems, "it has the policy "+policy.PolicyName+", which the book does not give it")
	}
	problems = append(problems, inlineProblems(v.Inline, want)...)
	if len(problems) > 0 {
		return runbook.Todo("the role %s is not as in the book: %s", ask.VerifierRole, strings.Join(problems, "; "))
	}
	return runbook.Done("%s can read what the book asks and change no setting, and only %s with MFA can use it", ask.VerifierRole, cfg.Admin.User)
}

// inlineProblems wants the read policy, allows the shell, and nothing else.
func inlineProblems(inline map[string]ask.RolePolicy, want roleDocuments) []string {
	reads := false
	var others []string
	for _, name := range slices.Sorted(maps.Keys(inline)) {
		switch document := inline[name].PolicyDocument; {
		case document.Equal(want.verify):
			reads = true
		case !document.Equal(want.shell):
			others = append(others, name)
		}
	}
	var problems []string
	for _, name := range others {
		if reads {
			problems = append(problems, "it has the policy "+name+", which the book does not give it")
			continue
		}
		problems = append(problems, difference(name, inline[name].PolicyDocument, want.verify))
	}
	if !reads && len(others) == 0 {
		problems = append(problems, "it does not have the read policy of this book")
	}
	return problems
}

// trustProblem says in what the role's trust differs from the book's.
func trustProblem(cfg config.Config, trust, want evidence.Document) string {
	var others []string
	for _, who := range principals(trust) {
		name := strings.TrimPrefix(who, "AWS:")
		// IAM shows a principal by its unique id once it was deleted.
		if strings.HasPrefix(name, "AIDA") || strings.HasPrefix(name, "AROA") {
			return "it trusts a user or role that was deleted (" + name + ")"
		}
		if !slices.Contains(principals(want), who) {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		return "it trusts " + and(others) + ", not " + cfg.Admin.User + " alone"
	}
	return "it does not trust exactly " + cfg.Admin.User + " with MFA"
}

// principals lists whom a trust names, sorted, each once.
func principals(d evidence.Document) []string {
	var who []string
	for _, s := range d.Statements {
		who = append(who, s.Who...)
	}
	slices.Sort(who)
	return slices.Compact(who)
}
