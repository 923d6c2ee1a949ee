//go:build !offline

package live

import (
	"errors"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

func s3Operations(cfg aws.Config) map[string]operation {
	c := s3.NewFromConfig(cfg)
	return map[string]operation{
		"s3api get-bucket-encryption":              one(c.GetBucketEncryption),
		"s3api get-bucket-lifecycle-configuration": one(c.GetBucketLifecycleConfiguration),
		"s3api get-bucket-acl":                     one(c.GetBucketAcl),
		"s3api get-bucket-logging":                 one(c.GetBucketLogging),
		"s3api get-bucket-policy":                  one(c.GetBucketPolicy),
		"s3api get-bucket-versioning":              one(c.GetBucketVersioning),
		"s3api get-public-access-block":            one(c.GetPublicAccessBlock),
	}
}

// regionName is what may become part of a host's name.
var regionName = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

// bucketRegion returns the Region that a refusal by S3 says the bucket is in, or
// "". The aws command line asks once more there; the SDK for Go does not.
// Source: Amazon S3 User Guide, Request routing; botocore's S3RegionRedirectorv2.
func bucketRegion(err error) string {
	var response *awshttp.ResponseError
	if !errors.As(err, &response) || response.Response == nil {
		return ""
	}
	region := response.Response.Header.Get("X-Amz-Bucket-Region")
	if !regionName.MatchString(region) {
		return ""
	}
	return region
}
