//go:build loop

package loop

import (
	"net/http"
	"net/url"
	"path"
	"strings"
)

// signedFor is the name of the service that a request is signed for.
func signedFor(r *http.Request) string { return scope(r, 3) }

// scope is a word of what a request is signed for: key, day, Region, service,
// aws4_request.
func scope(r *http.Request, word int) string {
	_, scope, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	scope, _, _ = strings.Cut(scope, ",")
	if words := strings.Split(scope, "/"); len(words) == 5 {
		return words[word]
	}
	return ""
}

// controlPath begins the path of each request of S3 Control: its version.
const controlPath = "/v20180820/"

// service is what a request is signed for, but S3 Control signs as S3 does.
func service(r *http.Request) string {
	if signed := signedFor(r); signed != "s3" || !strings.HasPrefix(r.URL.Path, controlPath) {
		return signed
	}
	return "s3control"
}

// operation is the name of the operation that a request is for.
func operation(r *http.Request, form url.Values) string {
	target := r.Header.Get("X-Amz-Target")
	switch {
	case target != "": // it ends in the name, and some have dots before: ….CloudTrail_20131101.CreateTrail
		return target[strings.LastIndex(target, ".")+1:]
	case signedFor(r) == "s3":
		return s3Action(r)
	case signedFor(r) == "securityhub":
		return hubOperation(r.Method, r.URL)
	case form.Has("Action"):
		return form.Get("Action")
	case signedFor(r) == "access-analyzer" && strings.HasPrefix(r.URL.Path, "/analyzer"):
		return map[string]string{"GET": "ListAnalyzers", "PUT": "CreateAnalyzer", "DELETE": "DeleteAnalyzer"}[r.Method]
	case signedFor(r) == "guardduty" && r.URL.Path == "/detector":
		return map[string]string{"GET": "ListDetectors", "POST": "CreateDetector"}[r.Method]
	case signedFor(r) == "guardduty" && path.Dir(r.URL.Path) == "/detector":
		return map[string]string{"GET": "GetDetector", "POST": "UpdateDetector", "DELETE": "DeleteDetector"}[r.Method]
	case signedFor(r) == "elasticfilesystem" && r.Method == "GET" && strings.HasSuffix(r.URL.Path, "/file-systems"):
		return "DescribeFileSystems"
	}
	name := path.Base(r.URL.Path) // …/operation/DescribeAlarms, /getAlternateContact
	return strings.ToUpper(name[:1]) + name[1:]
}

// bucketParts are what operations of S3 call a part of a bucket, by the key of
// the part in the query.
var bucketParts = map[string]string{
	"accelerate": "BucketAccelerateConfiguration", "acl": "BucketAcl", "cors": "BucketCors", "encryption": "BucketEncryption",
	"lifecycle": "BucketLifecycleConfiguration", "location": "BucketLocation", "logging": "BucketLogging",
	"notification": "BucketNotificationConfiguration", "object-lock": "ObjectLockConfiguration",
	"ownershipControls": "BucketOwnershipControls", "policy": "BucketPolicy", "policyStatus": "BucketPolicyStatus",
	"publicAccessBlock": "PublicAccessBlock", "replication": "BucketReplication", "requestPayment": "BucketRequestPayment",
	"tagging": "BucketTagging", "versioning": "BucketVersioning", "website": "BucketWebsite",
}

// s3Action tells the operations of S3 by method, path and query. One that it
// does not know gets a name that looks like no read.
func s3Action(r *http.Request) string {
	query := r.URL.Query()
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	unknown := r.Method + " " + r.URL.RequestURI()
	verb := map[string]string{"GET": "Get", "PUT": "Put", "DELETE": "Delete", "HEAD": "Head"}[r.Method]
	switch {
	case verb == "":
		return unknown
	case strings.HasPrefix(r.URL.Path, controlPath):
		if key == "configuration/publicAccessBlock" {
			return verb + "PublicAccessBlock"
		}
		return unknown
	case bucket == "" && r.Method == "GET":
		return "ListBuckets"
	case key != "":
		return verb + "Object"
	}
	for part, name := range bucketParts {
		if query.Has(part) {
			return strings.Replace(verb+name, "DeleteBucketLifecycleConfiguration", "DeleteBucketLifecycle", 1)
		}
	}
	query.Del("x-id") // the name itself, which only some clients send
	switch {
	case r.Method == "GET" && query.Has("versions"):
		return "ListObjectVersions"
	case r.Method == "GET" && query.Get("list-type") == "2":
		return "ListObjectsV2"
	case r.Method == "GET":
		return "ListObjects"
	case len(query) > 0:
		return unknown
	}
	return map[string]string{"PUT": "CreateBucket", "DELETE": "DeleteBucket", "HEAD": "HeadBucket"}[r.Method]
}
