//go:build !offline

package live

import (
	"context"
	"errors"
	"regexp"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func s3Operations() map[string]operation {
	return map[string]operation{
		"s3api get-bucket-encryption":              inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketEncryption)),
		"s3api get-bucket-lifecycle-configuration": inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketLifecycleConfiguration)),
		"s3api get-bucket-acl":                     inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketAcl)),
		"s3api get-bucket-logging":                 inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketLogging)),
		"s3api get-bucket-policy":                  inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketPolicy)),
		"s3api get-bucket-versioning":              inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetBucketVersioning)),
		"s3api get-public-access-block":            inItsRegion(one(s3.NewFromConfig, (*s3.Client).GetPublicAccessBlock)),
	}
}

// inItsRegion asks once more where a bucket is, when S3 says that it is in
// another Region than the one asked. The aws command line does so too; the SDK
// for Go does not.
// Source: Amazon S3 User Guide, Request routing; botocore's S3RegionRedirectorv2.
func inItsRegion(op operation) operation {
	return func(ctx context.Context, cfg aws.Config, params []byte, requests *atomic.Int64) (map[string]any, error) {
		answer, err := op(ctx, cfg, params, requests)
		if region := bucketRegion(err); region != "" && region != cfg.Region {
			cfg.Region = region // a copy
			return op(ctx, cfg, params, requests)
		}
		return answer, err
	}
}

// bucketRegion is the Region that a refusal of S3 says the bucket is in.
func bucketRegion(err error) string {
	var response *awshttp.ResponseError
	if !errors.As(err, &response) || response.Response == nil {
		return ""
	}
	region := response.Response.Header.Get("X-Amz-Bucket-Region")
	if !regexp.MustCompile(`^[a-z0-9-]{1,40}$`).MatchString(region) {
		return "" // it becomes part of a host's name
	}
	return region
}
