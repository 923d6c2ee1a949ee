package judge

import (
	"maps"
	"regexp"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/iam"
	"hardbook/runbook/names"
)

// ByService is what is known of a request that a service of AWS's makes on its
// own, for this account and for something with this ARN. Such a request has no
// user, no organization and no VPC behind it.
// Source: IAM User Guide, AWS global condition context keys, availability of each.
func ByService(cfg config.Config, by iam.Principal, action string, resource, source iam.Text) iam.Request {
	r := iam.Request{Principal: by, Named: true, Action: action, Resource: resource, Context: map[string]iam.Value{
		"aws:principalisawsservice": iam.IsWord("true"),
		"aws:principalservicename":  iam.IsWord(by.Service),
		"aws:securetransport":       iam.IsWord("true"),
		"aws:viaawsservice":         iam.IsWord("false"),
		"aws:sourcearn":             iam.Is(source),
		"aws:sourceaccount":         iam.IsWord(cfg.Account.ID),
		"aws:sourceowner":           iam.IsWord(cfg.Account.ID),
	}}
	// AWS's services use TLS 1.2 at least. Source: AWS Security Blog, TLS 1.2 to become
	// the minimum TLS protocol level for all AWS API endpoints.
	r.Context["s3:tlsversion"] = iam.IsWord("1.2")
	for _, key := range []string{
		"aws:principaltag/", "aws:principalarn", "aws:principalaccount", "aws:principalorgid", "aws:principalorgpaths", "aws:principaltype", "aws:username",
		"aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:multifactorauthpresent", "aws:multifactorauthage",
	} {
		r.Context[key] = iam.Missing()
	}
	return r
}

// accountIn is the number of an account among other words.
var accountIn = regexp.MustCompile(`\b[0-9]{12}\b`)

// forOthers is the same request, made for something of an account that is not this
// one, nor one that the policy names: who names accounts means them.
func forOthers(cfg config.Config, r iam.Request, policy evidence.Document) iam.Request {
	accounts := []string{cfg.Account.ID}
	for _, word := range tested(policy) {
		accounts = append(accounts, accountIn.FindAllString(word, -1)...)
	}
	foreign := iam.Anything().But(accounts...)
	other := maps.Clone(r.Context)
	other["aws:sourceaccount"], other["aws:sourceowner"] = iam.Perhaps(foreign), iam.Perhaps(foreign)
	other["aws:sourcearn"] = iam.Perhaps(iam.Like(names.ARNs, "").NotOf(accounts...))
	r.Context = other
	return r
}

// ByUser is what is known of a request of a user or role of this account, who
// signed in with MFA.
func ByUser(cfg config.Config, arn, action, resource string) iam.Request {
	return iam.Request{Principal: iam.User(arn), Action: action, Resource: iam.Exactly(resource), Context: map[string]iam.Value{
		"aws:principalarn":           iam.IsWord(arn),
		"aws:principalaccount":       iam.IsWord(cfg.Account.ID),
		"aws:resourceaccount":        iam.IsWord(cfg.Account.ID),
		"aws:principalisawsservice":  iam.IsWord("false"),
		"aws:viaawsservice":          iam.IsWord("false"),
		"aws:securetransport":        iam.IsWord("true"),
		"aws:multifactorauthpresent": iam.IsWord("true"),
		"aws:username":               iam.IsWord(arn[strings.LastIndex(arn, "/")+1:]),
	}}
}

// byStranger is a request of anybody who is not of this account.
func byStranger(cfg config.Config, action string, resource iam.Text) iam.Request {
	return iam.Request{Principal: iam.Stranger(cfg.Account.ID), Named: true, Action: action, Resource: resource, Context: map[string]iam.Value{
		"aws:principalaccount":      iam.Perhaps(iam.Anything().But(cfg.Account.ID)),
		"aws:principalarn":          iam.Perhaps(iam.Like(names.ARNs, "").NotOf(cfg.Account.ID)),
		"aws:principalisawsservice": iam.IsWord("false"),
	}}
}

// onlyAbout reports whether all doubts are about the value of one condition key.
func onlyAbout(key string, doubts []string) bool {
	for _, doubt := range doubts {
		_, of, _ := strings.Cut(doubt, " ")
		if !strings.EqualFold(of, key) {
			return false
		}
	}
	return len(doubts) > 0
}

// Weighed says what of a policy could not be weighed, for a sentence.
func Weighed(doubts []string) string {
	return "that cannot be weighed from here (" + FirstOf(doubts) + ")"
}

// LetIn is a document that lets a principal do everything, beside which only what
// another one refuses counts.
func LetIn(who string) evidence.Document {
	return evidence.Document{Version: "2012-10-17", Statements: []evidence.Statement{{Effect: "Allow", Actions: []string{"*"}, Resources: []string{"*"}, Who: []string{who}}}}
}

// KnownPolicy knows AWS's own policies whose text matters and is known: the rest of
// them is left out of the answers, and gives nothing here.
// Source: AWS Managed Policy Reference Guide.
func KnownPolicy(arn string) (evidence.Document, bool) {
	one := func(effect string, actions ...string) evidence.Document {
		return evidence.Document{Version: "2012-10-17", Statements: []evidence.Statement{{Effect: effect, Actions: actions, Resources: []string{"*"}}}}
	}
	switch strings.TrimPrefix(arn, AWSPolicy) {
	case "AdministratorAccess":
		return one("Allow", "*"), true
	case "PowerUserAccess":
		return one("Allow", "not iam:*", "not organizations:*", "not account:*"), true
	case "IAMFullAccess":
		return one("Allow", "iam:*"), true
	case "AWSSupportAccess":
		return one("Allow", "support:*"), true
	case "AWSDenyAll":
		return one("Deny", "*"), true
	}
	return evidence.Document{}, false
}
