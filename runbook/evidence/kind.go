package evidence

// Kind says why an answer is not there, and so what helps.
type Kind int

const (
	// Unreadable: something came back, or should have, that tells nothing.
	Unreadable Kind = iota
	// Denied: the identity's policies do not allow the call.
	Denied
	// DeniedByDeny: one of the identity's own policies has a Deny.
	DeniedByDeny
	// DeniedByOrganization: a policy of the organization refuses the call, an SCP or an RCP.
	DeniedByOrganization
	// DeniedByLimit: what limits the identity refuses the call: a permissions
	// boundary, a session policy, or the policy of a VPC endpoint.
	DeniedByLimit
	// DeniedByResource: the resource's own policy does not let the call in.
	DeniedByResource
	// OtherAccount: the resource belongs to another account.
	OtherAccount
	// NotOpen: AWS has not opened the service to the account, which is too new or
	// on a plan without it.
	NotOpen
	// Throttled: AWS wants fewer requests.
	Throttled
	// NoEndpoint: the Region is not enabled, or the service is not there.
	NoEndpoint
	// NoCredentials: there were no credentials, or none that AWS takes.
	NoCredentials
	// Unreachable: there was no way to AWS, or no answer in time.
	Unreachable
	// NotCollected: nobody asked; the evidence folder has no such file.
	NotCollected
	// NotSet: AWS answered one of the call's Absent codes, which means "nothing is set".
	NotSet
)

// kinds has, by Kind, its name in reports, the clause that goes on after what was
// asked, and what to do about it. Where AWS gave a code, it follows the clause.
func (k Kind) about() struct{ name, clause, way string } {
	return [...]struct{ name, clause, way string }{
		Unreadable:           {"unreadable", " failed", "read it again, with the newest aws or hardbook"},
		Denied:               {"denied", " was refused", ""}, // the way is the action that is missing
		DeniedByDeny:         {"denied-by-deny", " was refused by a Deny", "no further permission helps against a Deny in the identity's own policies: remove it, or sign in with MFA where it asks for that"},
		DeniedByOrganization: {"denied-by-organization", " was refused by a policy of the organization", "against a policy of the organization no permission in this account helps: ask whoever manages the organization for an exception"},
		DeniedByLimit:        {"denied-by-limit", " was refused by a limit of the identity", "no further permission helps: whoever set that limit must allow the call there, or sign in as an identity without it"},
		DeniedByResource:     {"denied-by-resource", " was refused by the resource's own policy", "whoever owns the resource must allow the call in its policy"},
		OtherAccount:         {"other-account", " was refused without a reason, as S3 does for a bucket of another account", "look there with its owner; if that account keeps your logs, name it as log_archive in hardbook.yaml"},
		NotOpen:              {"not-open", ": AWS does not offer the service to this account, or not yet", "wait, since AWS opens a new account's services within 24 hours; after that, look at the account's plan, and for mail from AWS that asks to verify something"},
		Throttled:            {"throttled", " was throttled", "wait a few minutes and read it again"},
		NoEndpoint:           {"no-endpoint", ": the Region is not enabled, or has no endpoint of the service", "list in account.regions only Regions that are enabled and have the service; if they are, look at your network"},
		NoCredentials:        {"no-credentials", ": there were no credentials that AWS takes", "sign in again, and read it again; if AWS objects to the time, set this computer's clock"},
		Unreachable:          {"unreachable", ": AWS could not be reached", "look at your network (HTTPS_PROXY names a proxy), and read it again"},
		NotCollected:         {"not-collected", " was not collected", "collect again with the collect.sh of this book"},
		NotSet:               {"not-set", ": nothing is set", ""},
	}[k]
}

// String is the name that reports give the kind.
func (k Kind) String() string { return k.about().name }

// Refused reports whether AWS knew who asked, and did not allow it.
func (k Kind) Refused() bool { return k >= Denied && k <= OtherAccount }

// Kinds are all kinds that a report can name.
func Kinds() []Kind {
	var all []Kind
	for k := Unreadable; k < NotSet; k++ {
		all = append(all, k)
	}
	return all
}
