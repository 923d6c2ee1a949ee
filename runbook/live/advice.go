//go:build !offline

package live

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"

	"hardbook/runbook"
	"hardbook/runbook/names"
	"hardbook/runbook/quote"
)

// withoutCredentials is the way that is open to everybody.
const withoutCredentials = "or verify without credentials: run collect.sh in CloudShell, then hardbook verify --evidence DIR"

// advice is what to do about credentials that did not work: err is what the
// SDK said of them, who is where they come from.
func advice(err error, who Identity) string {
	for _, about := range []func(error, Identity) string{aboutConfiguration, aboutRole, aboutSource, aboutKey, aboutNetwork} {
		if way := about(err, who); way != "" {
			return way
		}
	}
	return "sign in with aws login, name a profile with --profile (hardbook verify --plan shows which is used), " + withoutCredentials
}

// aboutConfiguration is for files that cannot be used: nobody was asked yet.
func aboutConfiguration(err error, who Identity) string {
	var missing awsconfig.SharedConfigProfileNotExistError
	var source awsconfig.SharedConfigAssumeRoleError
	var configuration *configurationError
	var clear *ClearTextError
	switch {
	case errors.As(err, &clear):
		return "AWS_ENDPOINT_URL…, or endpoint_url in the AWS configuration, leads there: remove it, or use an address that begins with https://"
	case errors.As(err, &missing):
		return fmt.Sprintf("there is no profile %s in your AWS configuration; aws configure list-profiles lists those there are, and the chapter %q of the book shows the one for hardbook", quote.Shell(missing.Profile), runbook.TicksChapter)
	case errors.As(err, &source) && inCircle(source.Profile) != "":
		return inCircle(source.Profile)
	case errors.As(err, &source):
		return fmt.Sprintf("the AWS library inside hardbook finds no credentials in profile %s (it cannot go from aws login to a role by itself); name a profile with credential_process instead, as the chapter %q of the book shows: --profile %s", quote.Shell(source.Profile), runbook.TicksChapter, names.VerifierProfile)
	case errors.As(err, &configuration):
		return "put the AWS configuration right: aws configure list" + onProfile(who) + " shows what the aws command makes of it"
	}
	return ""
}

// aboutRole is for a role that AWS did not let anybody put on.
func aboutRole(err error, who Identity) string {
	var code *NoCodeError
	if errors.As(err, &code) {
		return fmt.Sprintf("run hardbook in a terminal, and type the six digits that the MFA device %s shows", who.MFA)
	}
	refused := []string{"AccessDenied", "AccessDeniedException", "ValidationError"}
	if failedOperation(err) != "AssumeRole" || !slices.Contains(refused, errorCode(err)) {
		return ""
	}
	switch {
	case strings.Contains(err.Error(), "MultiFactorAuthentication") || errorCode(err) == "ValidationError" && who.MFA != "":
		return fmt.Sprintf("type the six digits that the MFA device %s shows; each code works once, so wait for the next", who.MFA)
	case who.MFA == "":
		return fmt.Sprintf("the role %s must trust you, and may ask for MFA: then the profile needs a line mfa_serial; the chapter %q of the book shows such a profile", who.Role, runbook.TicksChapter)
	}
	return fmt.Sprintf("the role %s must be there and trust you (the step verifier-role of the book makes it), and the MFA device must be yours: %s", who.Role, who.MFA)
}

// aboutKey is for an answer of AWS about the key itself.
func aboutKey(err error, who Identity) string {
	root := who.root()
	key := cmp.Or(strings.TrimSpace(root.key()), "in use")
	switch code := errorCode(err); {
	case slices.Contains([]string{"ExpiredToken", "ExpiredTokenException", "RequestExpired"}, code):
		return renew(root)
	case slices.Contains([]string{"InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "AuthFailure"}, code):
		return fmt.Sprintf("AWS does not know the access key %s: it was deleted or switched off, is mistyped, or lacks its session token (AWS_SESSION_TOKEN); with --region, the account must have that Region enabled: leave it out", key)
	case strings.HasPrefix(code, "RequestTime") || strings.HasPrefix(code, "SignatureDoesNot") && aboutTime(err):
		return "the clock of this computer is wrong: set it right, and try again"
	case slices.Contains([]string{"SignatureDoesNotMatch", "InvalidSignatureException"}, code):
		return fmt.Sprintf("the secret that belongs to the access key %s is wrong (aws configure%s takes it anew), or the clock of this computer is", key, onProfile(root))
	}
	return ""
}

// aboutTime reports whether AWS says that a signature is of another time.
func aboutTime(err error) bool {
	return strings.Contains(err.Error(), "Signature expired") || strings.Contains(err.Error(), "not yet current")
}
