//go:build !offline

package live

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
)

// NoCredentialsError says that AWS did not tell whose credentials these are.
type NoCredentialsError struct {
	Err error    // what the SDK said
	Who Identity // whose credentials it tried, as far as is known
}

// noCredentials is the error for what the SDK said.
func noCredentials(ctx context.Context, o Options, err error) error {
	who, _ := Identify(ctx, o) // what cannot be known changes the hint only
	return &NoCredentialsError{err, who}
}

// Error holds the SDK's own words, but never what a credential_process printed:
// that may be the credentials.
func (e *NoCredentialsError) Error() string {
	head := "AWS did not accept the credentials, or there are none"
	var configuration *configurationError
	var process *processcreds.ProviderError
	var clear *ClearTextError
	var over *ExpiredError
	switch {
	case errors.As(e.Err, &clear):
		return clear.Error()
	case errors.As(e.Err, &over):
		return over.Error()
	case errors.As(e.Err, &configuration):
		return fmt.Sprintf("the AWS configuration cannot be used: %s", oneLine(e.Err))
	case errors.As(e.Err, &process) && strings.Contains(process.Error(), "process output: "):
		return head + ": the credential_process printed no JSON that holds credentials"
	case unreachable(e.Err):
		head = "AWS, or what hands out the credentials, could not be reached"
	}
	return fmt.Sprintf("%s: %s", head, oneLine(e.Err))
}

// oneLine is what an error says, in one line. What answers in the place of AWS may
// have written it, and a line of its own would pass for one of hardbook's.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// Unwrap is the SDK's error.
func (e *NoCredentialsError) Unwrap() error { return e.Err }

// Hint says how to have credentials, or to do without.
func (e *NoCredentialsError) Hint() string { return advice(e.Err, e.Who) }

// configurationError is what the SDK says of files and variables, before it
// asks anybody anything.
type configurationError struct{ error }

// Unwrap is the SDK's error.
func (e *configurationError) Unwrap() error { return e.error }

// LateError says that AWS took too long to tell whose credentials these are.
type LateError struct{ Err error }

// Error says what was waited for.
func (e *LateError) Error() string {
	return fmt.Sprintf("AWS did not say in time whose credentials these are: %s", oneLine(e.Err))
}

// Unwrap is the context's error.
func (e *LateError) Unwrap() error { return e.Err }

// Hint says how to wait longer, or to do without.
func (e *LateError) Hint() string {
	return "wait longer with --timeout 5m, or look at your network; " + withoutCredentials
}

// NoCodeError says that a role asked for an MFA code and nobody typed one.
type NoCodeError struct{ Err error }

// Error says what was missing.
func (e *NoCodeError) Error() string { return "nobody typed the MFA code" }

// Unwrap is what went wrong when the reader was asked, if anything.
func (e *NoCodeError) Unwrap() error { return e.Err }

// code asks for an MFA code: no code at all is not worth a request.
func (o Options) code() (string, error) {
	if o.Code == nil {
		return "", &NoCodeError{}
	}
	code, err := o.Code()
	if err != nil || code == "" {
		return "", &NoCodeError{err}
	}
	return code, nil
}
