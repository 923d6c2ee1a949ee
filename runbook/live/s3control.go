//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/s3control"

func s3controlOperations() map[string]operation {
	return map[string]operation{
		"s3control get-public-access-block": one(s3control.NewFromConfig, (*s3control.Client).GetPublicAccessBlock),
	}
}
