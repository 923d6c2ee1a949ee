package evidence

import (
	"regexp"
	"slices"
	"strings"
)

// codes are the error codes that say by themselves why a call failed.
// Source: Common Error Types in the API references of IAM, EC2 and SNS; Amazon
// EC2 API, Error codes; Amazon S3 API, Error responses; STS API, AssumeRole
// (RegionDisabledException). Throttling: botocore's retries/standard.py and
// _retry.json, the SDK for Go's DefaultThrottleErrorCodes. A number is an HTTP
// status, which stands in for a code where the answer has none.
func codes() map[Kind][]string {
	return map[Kind][]string{
		Denied: {
			"AccessDenied", "AccessDeniedException", "AuthorizationError", "AuthorizationErrorException", "UnauthorizedOperation",
			"UnauthorizedAccess", "UnauthorizedException", "NotAuthorized", "NotAuthorizedException", "ForbiddenException", "Forbidden", "403",
		},
		NotOpen: {
			"OptInRequired", "SubscriptionRequired", "SubscriptionRequiredException", "NotSignedUp", "PendingVerification", "Blocked",
			"AccountProblem", "AllAccessDisabled", "FreeTierRestrictionError",
		},
		Throttled: {
			"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled", "TooManyRequestsException",
			"TooManyRequests", "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded",
			"BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException", "429", "509",
		},
		NoEndpoint: {"RegionDisabledException"},
		NoCredentials: {
			"AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "ExpiredToken", "ExpiredTokenException",
			"RequestExpired", "TokenRefreshRequired", "InvalidToken", "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature",
			"IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "RequestTimeTooSkewed",
			"InvalidSecurity", "401",
		},
	}
}

// unknownKeys are those of NoCredentials by which a Region says that it does not
// know the access key: one that is not enabled knows none of the account's.
// Source: Account Management reference, Enable or disable AWS Regions; AWS
// Knowledge Center, "InvalidClientTokenId" in opt-in Regions.
func unknownKeys() []string {
	return []string{"AuthFailure", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "InvalidToken"}
}

// alwaysOn are the Regions that are enabled in every account. AWS adds none: each
// Region since March 2019 must be enabled first.
// Source: Account Management reference, Enable or disable AWS Regions.
func alwaysOn() []string {
	return []string{
		"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3",
		"eu-north-1", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2",
	}
}

// refusal finds in AWS's message the type of the policy that refused.
// Source: IAM User Guide, Troubleshoot access denied error messages; Amazon S3
// User Guide, Troubleshoot access denied (403 Forbidden) errors.
var refusal = regexp.MustCompile(`(?i)(with an explicit deny in|because no) (?:an? |the )?(service control|resource control|permissions boundar|session|VPC endpoint|resource-based|identity-based)`)

// notOpen finds what AWS says of an account that is too new, or on a plan without
// the service, under a code that says less.
// Source: Amazon EC2 API, Error codes, OptInRequired and PendingVerification; AWS
// API references, Common errors, OptInRequired.
var notOpen = regexp.MustCompile(`(?i)pending verification|(?:needs a|requires a|not have a|without a) subscription|not subscribed to this service|not signed up|free (?:tier|account|plan)|account is (?:currently )?(?:blocked|suspended|being activated)|not been activated`)

// explain finds the kind for an error code and message of AWS, and the words that
// say who refused where the kind has several. Only AWS's message tells a policy of
// the organization from one of the identity.
func explain(r Request, code, message string) (kind Kind, by string) {
	code = code[strings.LastIndexByte(code, '#')+1:]
	code = strings.TrimPrefix(strings.TrimPrefix(code, "Client."), "Server.")
	for k, list := range codes() {
		if slices.Contains(list, code) {
			kind = k
		}
	}
	switch {
	case code == "AuthFailure" && strings.Contains(strings.ToLower(message), "not authorized"):
		kind = Denied // EC2 says so of the images and addresses of others
	case slices.Contains(unknownKeys(), code) && !slices.Contains(alwaysOn(), r.Region):
		return NoEndpoint, ""
	case kind == Unreadable && strings.HasPrefix(message, "Rate exceeded"):
		return Throttled, ""
	}
	if kind != Denied {
		return kind, ""
	}
	if notOpen.MatchString(message) {
		return NotOpen, ""
	}
	found := refusal.FindStringSubmatch(message)
	if found == nil {
		return Denied, ""
	}
	switch strings.ToLower(found[2]) {
	case "service control":
		return DeniedByOrganization, "a service control policy of the organization"
	case "resource control":
		return DeniedByOrganization, "a resource control policy of the organization"
	case "permissions boundar":
		return DeniedByLimit, "a permissions boundary"
	case "session":
		return DeniedByLimit, "a session policy"
	case "vpc endpoint":
		return DeniedByLimit, "the policy of a VPC endpoint"
	case "resource-based":
		return DeniedByResource, ""
	}
	if strings.HasPrefix(strings.ToLower(found[1]), "with") {
		return DeniedByDeny, "a Deny in the identity's own policies"
	}
	return Denied, ""
}
