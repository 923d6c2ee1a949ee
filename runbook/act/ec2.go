package act

// ec2 has actions that IAM can limit to no resource.
func ec2() map[string][]Permission {
	return map[string][]Permission{
		"ec2 describe-regions":                  one("ec2:DescribeRegions", nil),
		"ec2 disable-ebs-encryption-by-default": one("ec2:DisableEbsEncryptionByDefault", nil),
		"ec2 enable-ebs-encryption-by-default":  one("ec2:EnableEbsEncryptionByDefault", nil),
	}
}
