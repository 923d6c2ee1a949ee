package iam

import (
	"strings"

	"hardbook/runbook/evidence"
)

// Principal is who makes a request: a service of AWS's, or a user or role.
type Principal struct {
	Service  string // "sns.amazonaws.com"; "" for a user or role
	Everyone Truth  // whether an Allow for everybody means the service, too: AWS's services differ in that
	Account  Text   // of a user or role, its account
	ARN      Text   // of a user or role
}

// User is a user or role with this ARN.
func User(arn string) Principal {
	account := ""
	if parts := strings.Split(arn, ":"); len(parts) > 4 {
		account = parts[4]
	}
	return Principal{Account: Exactly(account), ARN: Exactly(arn)}
}

// Stranger is anybody who is not of this account.
func Stranger(account string) Principal {
	return Principal{Account: Anything().But(account), ARN: Like("arn:", "")}
}

// Anyone is anybody at all, of whom nothing is known.
func Anyone() Principal { return Principal{Account: Anything(), ARN: Anything()} }

// Service is a service of AWS's. Everyone says whether an Allow for everybody
// means it, too.
func Service(name string, everyone Truth) Principal {
	return Principal{Service: name, Everyone: everyone}
}

func (r Request) principal(s evidence.Statement) Truth {
	if named := s.Who != nil; named != r.Named {
		return Unsure // it lacks a principal, or has one too many
	} else if !named {
		return Yes // a policy of the one who asks
	}
	excepts := false
	for _, word := range s.Who {
		_, not := cutNot(word)
		excepts = excepts || not
	}
	return covered(s.Who, func(word string) Truth { return r.Principal.is(word, s.Effect == "Allow", excepts) })
}

// is reports whether a word of a policy means the principal.
// Source: IAM User Guide, AWS JSON policy elements: Principal; NotPrincipal.
func (p Principal) is(word string, allow, excepted bool) Truth {
	if word == "*" || word == "AWS:*" {
		if p.Service != "" && allow {
			return p.Everyone
		}
		return Yes
	}
	kind, name, _ := strings.Cut(word, ":")
	switch {
	case kind == "Service":
		return truth(p.Service == name)
	case p.Service != "":
		return No
	case kind != "AWS":
		return Unsure // federated, or by canonical user ID
	}
	account, whole := name, true
	if strings.HasPrefix(name, "arn:") {
		parts := strings.Split(name, ":")
		if len(parts) < 6 {
			return Unsure
		}
		account, whole = parts[4], strings.Join(parts[5:], ":") == "root"
	} else if len(name) != 12 || strings.Trim(name, "0123456789") != "" {
		return No // an ID, as IAM shows a principal that was deleted
	}
	of := match(literal(account), p.Account)
	if whole {
		return of
	}
	is := min(of, match(literal(name), p.ARN))
	if excepted && is != No {
		return Unsure // the account must be excepted, too
	}
	return is
}

// cutNot cuts the "not " off a word of a list that excepts others.
func cutNot(word string) (string, bool) { return strings.CutPrefix(word, "not ") }
