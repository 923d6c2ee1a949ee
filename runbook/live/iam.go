//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
)

func iamOperations(cfg aws.Config) map[string]operation {
	c := iam.NewFromConfig(cfg)
	marker := token{in: "Marker", out: "Marker", more: "IsTruncated"}
	return map[string]operation{
		"iam generate-credential-report":        one(c.GenerateCredentialReport),
		"iam get-account-authorization-details": all(c.GetAccountAuthorizationDetails, marker),
		"iam get-account-password-policy":       one(c.GetAccountPasswordPolicy),
		"iam get-account-summary":               one(c.GetAccountSummary),
		"iam get-credential-report":             one(c.GetCredentialReport),
		"iam get-login-profile":                 one(c.GetLoginProfile),
		"iam get-role":                          one(c.GetRole),
		"iam get-role-policy":                   one(c.GetRolePolicy),
		"iam get-user":                          one(c.GetUser),
		"iam list-access-keys":                  all(c.ListAccessKeys, marker),
		"iam list-account-aliases":              all(c.ListAccountAliases, marker),
		"iam list-attached-role-policies":       all(c.ListAttachedRolePolicies, marker),
		"iam list-entities-for-policy":          all(c.ListEntitiesForPolicy, marker),
		"iam list-groups-for-user":              all(c.ListGroupsForUser, marker),
		"iam list-mfa-devices":                  all(c.ListMFADevices, marker),
		"iam list-organizations-features":       one(c.ListOrganizationsFeatures),
		"iam list-role-policies":                all(c.ListRolePolicies, marker),
		"iam list-server-certificates":          all(c.ListServerCertificates, marker),
		"iam list-service-specific-credentials": one(c.ListServiceSpecificCredentials),
		"iam list-virtual-mfa-devices":          all(c.ListVirtualMFADevices, marker),
	}
}
