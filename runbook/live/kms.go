//go:build !offline

package live

import "github.com/aws/aws-sdk-go-v2/service/kms"

func kmsOperations() map[string]operation {
	return map[string]operation{
		"kms describe-key":            one(kms.NewFromConfig, (*kms.Client).DescribeKey),
		"kms get-key-rotation-status": one(kms.NewFromConfig, (*kms.Client).GetKeyRotationStatus),
		"kms list-keys": all(kms.NewFromConfig, func(c *kms.Client, in *kms.ListKeysInput) *kms.ListKeysPaginator {
			return kms.NewListKeysPaginator(c, in)
		}),
	}
}
