package permissions

// organizations has the commands about what IAM may do in an organization. IAM
// can limit them to no resource, but those of AWS Organizations to the service
// that they let in.
// Source: Service Authorization Reference, AWS Organizations and IAM.
func organizations() map[string][]Permission {
	forIAM := equals("organizations:ServicePrincipal", "iam.amazonaws.com")
	return map[string][]Permission{
		"organizations enable-aws-service-access":               when("organizations:EnableAWSServiceAccess", nil, forIAM),
		"organizations disable-aws-service-access":              when("organizations:DisableAWSServiceAccess", nil, forIAM),
		"iam enable-organizations-root-credentials-management":  one("iam:EnableOrganizationsRootCredentialsManagement", nil),
		"iam disable-organizations-root-credentials-management": one("iam:DisableOrganizationsRootCredentialsManagement", nil),
		"iam list-organizations-features":                       one("iam:ListOrganizationsFeatures", nil),
	}
}
