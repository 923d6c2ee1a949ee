package evidence

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind says why an answer is not there.
type Kind int

const (
	// Unreadable: something came back, or should have, that tells nothing.
	Unreadable Kind = iota
	// Denied: AWS refused the call.
	Denied
	// NotCollected: nobody asked; the evidence folder has no such file.
	NotCollected
	// NotSet: AWS answered one of the call's Absent codes, which means "nothing is set".
	NotSet
)

// Failure is one answer that is not there, and why.
type Failure struct {
	Request Request
	Kind    Kind
	Code    string // AWS's error code, where it gave one
	Detail  string // one sentence without a full stop, for Unreadable
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
	switch f.Kind {
	case Denied:
		return fmt.Sprintf("%s was refused (%s)", what, f.Code)
	case NotCollected:
		return what + " was not collected"
	case NotSet:
		return what + ": nothing is set"
	}
	if f.Code != "" {
		return fmt.Sprintf("%s failed (%s)", what, f.Code)
	}
	return what + ": " + f.Detail
}

// denials are the error codes by which AWS services say "not allowed", and
// those for credentials that are wrong or out of date.
// Source: Common Error Types in the API references of IAM, EC2 and SNS.
func denials() []string {
	return []string{
		"AccessDenied", "AccessDeniedException", "AuthFailure", "AuthorizationError", "AuthorizationErrorException",
		"UnauthorizedOperation", "UnauthorizedAccess", "NotAuthorized", "OptInRequired",
		"InvalidClientTokenId", "UnrecognizedClientException", "ExpiredToken", "ExpiredTokenException",
		"RequestExpired", "SignatureDoesNotMatch", "MissingAuthenticationToken",
	}
}

// Refuse makes the Failure for an error code that AWS answered.
func Refuse(r Request, code string) *Failure {
	f := &Failure{Request: r, Kind: Unreadable, Code: code}
	switch {
	case slices.Contains(strings.Fields(r.Call.Absent), code):
		f.Kind = NotSet
	case slices.Contains(denials(), code):
		f.Kind = Denied
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
