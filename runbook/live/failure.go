//go:build !offline

package live

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"

	"hardbook/runbook/evidence"
)

// failure makes a Failure of what the SDK says: of the same kind that package
// evidence makes of what the aws command says of the same.
func failure(r evidence.Request, err error) error {
	var api smithy.APIError
	var wrong *WrongAccountError
	switch {
	case errors.As(err, &wrong):
		return &evidence.Failure{Request: r, Kind: evidence.NoCredentials, Detail: wrong.Error(), Way: wrong.Hint()}
	case errors.Is(err, context.DeadlineExceeded):
		return &evidence.Failure{Request: r, Kind: evidence.Unreachable, Detail: "there was no answer in time"}
	case errors.Is(err, context.Canceled):
		return &evidence.Failure{Request: r, Detail: "it was interrupted"}
	case errors.As(err, &api) && !undecodable(err) && !unsigned(err):
		return evidence.Refuse(r, orStatus(api.ErrorCode(), err), api.ErrorMessage())
	case unsigned(err):
		return &evidence.Failure{Request: r, Kind: evidence.NoCredentials}
	case unconnected(err):
		return evidence.NotReached(r, innermost(err))
	case cut(err):
		return &evidence.Failure{Request: r, Kind: evidence.Unreachable, Detail: "AWS could not be reached: " + innermost(err)}
	}
	return &evidence.Failure{Request: r, Detail: "the call failed: " + innermost(err)}
}

// orStatus is the code of an error, or the HTTP status in place of one that says
// nothing. The aws command line does the same.
func orStatus(code string, err error) string {
	var response *awshttp.ResponseError
	if (code == "" || code == "UnknownError") && errors.As(err, &response) {
		return fmt.Sprint(response.HTTPStatusCode())
	}
	return code
}

// unsigned reports whether a request was not even signed, since there were no
// credentials, or they could not be renewed.
func unsigned(err error) bool {
	return slices.ContainsFunc([]string{"get identity:", "failed to retrieve credentials", "failed to refresh cached credentials"}, func(words string) bool {
		return strings.Contains(err.Error(), words)
	})
}

// unconnected reports whether nobody took the call at the endpoint: its name is not
// known, or nothing listens there.
func unconnected(err error) bool {
	var dial *net.OpError
	var name *net.DNSError
	return errors.As(err, &name) && !name.Timeout() || errors.As(err, &dial) && dial.Op == "dial" && !dial.Timeout()
}

// cut reports whether the way to AWS, and no answer, made the error.
func cut(err error) bool {
	var certificate *tls.CertificateVerificationError
	return unreachable(err) || errors.As(err, &certificate) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// undecodable reports whether the answer, not AWS, made the error: an HTML page
// where XML was expected has no code that means anything.
func undecodable(err error) bool {
	var broken *smithy.DeserializationError
	return errors.As(err, &broken)
}

func innermost(err error) string {
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return err.Error()
}
