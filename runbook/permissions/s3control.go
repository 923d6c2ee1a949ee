package permissions

// s3control has the commands about all buckets of the account. IAM knows no
// resource for them, and one action for setting and for clearing.
func s3control() map[string][]Permission {
	return map[string][]Permission{
		"s3control delete-public-access-block": one("s3:PutAccountPublicAccessBlock", nil),
		"s3control get-public-access-block":    one("s3:GetAccountPublicAccessBlock", nil),
		"s3control put-public-access-block":    one("s3:PutAccountPublicAccessBlock", nil),
	}
}
