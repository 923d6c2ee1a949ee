package act

// organizations has the commands about what IAM may do in an organization. IAM
// can limit them to no resource.
// Source: Service Authorization Reference, AWS Organizations and IAM.
func organizations() map[string][]Permission {
	return map[string][]Permission{
		"organizations enable-aws-service-access":               one("organizations:EnableAWSServiceAccess", nil),
		"organizations disable-aws-service-access":              one("organizations:DisableAWSServiceAccess", nil),
		"iam enable-organizations-root-credentials-management":  one("iam:EnableOrganizationsRootCredentialsManagement", nil),
		"iam disable-organizations-root-credentials-management": one("iam:DisableOrganizationsRootCredentialsManagement", nil),
		"iam list-organizations-features":                       one("iam:ListOrganizationsFeatures", nil),
	}
}
