package act

// ec2 has actions that IAM can limit to no resource.
func ec2() map[string][]Permission {
	return map[string][]Permission{
		"ec2 describe-regions":                     one("ec2:DescribeRegions", nil),
		"ec2 disable-ebs-encryption-by-default":    one("ec2:DisableEbsEncryptionByDefault", nil),
		"ec2 disable-image-block-public-access":    one("ec2:DisableImageBlockPublicAccess", nil),
		"ec2 disable-snapshot-block-public-access": one("ec2:DisableSnapshotBlockPublicAccess", nil),
		"ec2 enable-ebs-encryption-by-default":     one("ec2:EnableEbsEncryptionByDefault", nil),
		"ec2 enable-image-block-public-access":     one("ec2:EnableImageBlockPublicAccess", nil),
		"ec2 enable-snapshot-block-public-access":  one("ec2:EnableSnapshotBlockPublicAccess", nil),
		"ec2 modify-instance-metadata-defaults":    one("ec2:ModifyInstanceMetadataDefaults", nil),
	}
}
