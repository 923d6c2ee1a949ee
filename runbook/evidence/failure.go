package evidence

import (
	"errors"
	"slices"
	"strings"
)

// Failure is one answer that is not there, and why.
type Failure struct {
	Request Request
	Kind    Kind
	Code    string // AWS's error code, where it gave one
	Message string // AWS's own words, where it gave some
	Detail  string // in place of the kind's clause: one without a full stop
	By      string // who refused, where the kind stands for several
	Way     string // in place of the kind's way out
}

// Error is the failure in one clause: "iam get-user was refused (AccessDenied)".
func (f *Failure) Error() string {
	what := f.Request.Call.Command
	if len(f.Request.Items) > 0 {
		what += " for " + strings.Join(f.Request.Items, ", ")
	}
	if f.Request.Call.IsRegional() {
		what += " in " + f.Request.Region
	}
	switch {
	case f.Detail != "":
		return what + ": " + f.Detail
	case f.By != "":
		what += " was refused by " + f.By
	default:
		what += f.Kind.about().clause
	}
	if f.Code != "" && f.Kind != NotSet {
		what += " (" + f.Code + ")"
	}
	return what
}

// WayOut is what helps, in a clause without a full stop. For Denied it is "": the
// missing action helps, and those of several failures are told together.
func (f *Failure) WayOut() string {
	if f.Way != "" {
		return f.Way
	}
	way := f.Kind.about().way
	if f.Kind == DeniedByOrganization && f.Request.Call.IsRegional() {
		way += ", or list in account.regions only Regions that it allows"
	}
	return way
}

// Refuse makes the Failure for an error that AWS answered: its code and message.
func Refuse(r Request, code, message string) *Failure {
	f := &Failure{Request: r, Code: code, Message: message}
	if slices.Contains(strings.Fields(r.Call.Absent), code) {
		f.Kind = NotSet
		return f
	}
	f.Kind, f.By = explain(r, code, message)
	return f
}

// NotReached makes the Failure for a call that got no connection: why says more
// where more is known. In GlobalRegion every service is, and every account may ask
// there; elsewhere the endpoint itself may be missing.
func NotReached(r Request, why string) *Failure {
	f := &Failure{Request: r, Kind: Unreachable}
	if r.Region != GlobalRegion {
		f.Kind = NoEndpoint
	} else if why != "" {
		f.Detail = "AWS could not be reached: " + why
	}
	return f
}

// owned gives a refusal its right kind where it is about a thing of another account.
// Of a thing with an ARN that says whose it is. A bucket's ARN does not, but the call
// names the account that it must belong to; S3 says why it refuses only to that
// account and its organization, and to others no more than "Access Denied". A bucket
// that the book itself names holds the account's number, and is the account's.
// Source: Amazon S3 User Guide, Troubleshoot access denied (403 Forbidden)
// errors; Verifying bucket ownership with bucket owner condition.
func (e Evidence) owned(r Request, err error) error {
	var f *Failure
	if !errors.As(err, &f) || len(r.Items) == 0 || f.Kind != Denied && f.Kind != DeniedByResource {
		return err
	}
	item := r.Items[len(r.Items)-1]
	if owner := AccountOf(item); f.Kind == DeniedByResource && len(owner) == 12 && owner != e.Config.Account.ID {
		f.Kind, f.By = OtherAccount, "the account "+owner+", which owns it"
		return f
	}
	book := strings.HasPrefix(item, "hardbook-") && strings.HasSuffix(item, "-"+e.Config.Account.ID)
	if r.Input(e.Config)["ExpectedBucketOwner"] != nil && !book && (f.Kind == DeniedByResource || !strings.Contains(f.Message, "is not authorized to perform")) {
		f.Kind = OtherAccount
	}
	return f
}

// IsAbsent reports whether err says that nothing is set.
func IsAbsent(err error) bool {
	var f *Failure
	return errors.As(err, &f) && f.Kind == NotSet
}

// Failures lists every Failure that err joins, in order.
func Failures(err error) []*Failure {
	var found []*Failure
	switch e := err.(type) {
	case nil:
	case *Failure:
		found = append(found, e)
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			found = append(found, Failures(inner)...)
		}
	case interface{ Unwrap() error }:
		found = Failures(e.Unwrap())
	}
	return found
}
