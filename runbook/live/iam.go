//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/iam"

func iamOperations() map[string]operation {
	return map[string]operation{
		"iam generate-credential-report": one(iam.NewFromConfig, (*iam.Client).GenerateCredentialReport),
		"iam get-account-authorization-details": all(iam.NewFromConfig, func(c *iam.Client, in *iam.GetAccountAuthorizationDetailsInput) *iam.GetAccountAuthorizationDetailsPaginator {
			return iam.NewGetAccountAuthorizationDetailsPaginator(c, in)
		}),
		"iam get-account-password-policy": one(iam.NewFromConfig, (*iam.Client).GetAccountPasswordPolicy),
		"iam get-account-summary":         one(iam.NewFromConfig, (*iam.Client).GetAccountSummary),
		"iam get-credential-report":       one(iam.NewFromConfig, (*iam.Client).GetCredentialReport),
		"iam get-login-profile":           one(iam.NewFromConfig, (*iam.Client).GetLoginProfile),
		"iam get-role":                    one(iam.NewFromConfig, (*iam.Client).GetRole),
		"iam get-role-policy":             one(iam.NewFromConfig, (*iam.Client).GetRolePolicy),
		"iam get-user":                    one(iam.NewFromConfig, (*iam.Client).GetUser),
		"iam list-access-keys": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListAccessKeysInput) *iam.ListAccessKeysPaginator {
			return iam.NewListAccessKeysPaginator(c, in)
		}),
		"iam list-account-aliases": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListAccountAliasesInput) *iam.ListAccountAliasesPaginator {
			return iam.NewListAccountAliasesPaginator(c, in)
		}),
		"iam list-attached-role-policies": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListAttachedRolePoliciesInput) *iam.ListAttachedRolePoliciesPaginator {
			return iam.NewListAttachedRolePoliciesPaginator(c, in)
		}),
		"iam list-entities-for-policy": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListEntitiesForPolicyInput) *iam.ListEntitiesForPolicyPaginator {
			return iam.NewListEntitiesForPolicyPaginator(c, in)
		}),
		"iam list-groups-for-user": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListGroupsForUserInput) *iam.ListGroupsForUserPaginator {
			return iam.NewListGroupsForUserPaginator(c, in)
		}),
		"iam list-mfa-devices": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListMFADevicesInput) *iam.ListMFADevicesPaginator {
			return iam.NewListMFADevicesPaginator(c, in)
		}),
		"iam list-organizations-features": one(iam.NewFromConfig, (*iam.Client).ListOrganizationsFeatures),
		"iam list-role-policies": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListRolePoliciesInput) *iam.ListRolePoliciesPaginator {
			return iam.NewListRolePoliciesPaginator(c, in)
		}),
		"iam list-server-certificates": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListServerCertificatesInput) *iam.ListServerCertificatesPaginator {
			return iam.NewListServerCertificatesPaginator(c, in)
		}),
		"iam list-virtual-mfa-devices": all(iam.NewFromConfig, func(c *iam.Client, in *iam.ListVirtualMFADevicesInput) *iam.ListVirtualMFADevicesPaginator {
			return iam.NewListVirtualMFADevicesPaginator(c, in)
		}),
	}
}
