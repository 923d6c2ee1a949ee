package calls

import (
	"errors"
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Buckets are those that the logs of the account's own trails may be in, by
// name.
type Buckets struct {
	Read   map[string]Bucket
	Unread error // what could not be read; a bucket that it is about is not in Read

	// Elsewhere are buckets of the account that the config calls log_archive: a
	// trail writes to them, and they are not this account's to describe.
	Elsewhere map[string]bool
}

// Bucket is everything that decides whether a bucket keeps logs well.
type Bucket struct {
	PublicAccess PublicAccessBlock
	Versioning   BucketVersioning
	Encryption   BucketEncryption
	Policy       BucketPolicy
	Lifecycle    BucketLifecycle
	ACL          evidence.Maybe[BucketACL]
}

// PublicAccessBlock is the answer of s3api get-public-access-block.
type PublicAccessBlock struct {
	evidence.Absence
	PublicAccessBlockConfiguration struct {
		BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets bool
	}
}

// BucketVersioning is the answer of s3api get-bucket-versioning. It is absent
// when there is no such bucket, and for no other reason.
type BucketVersioning struct {
	evidence.Absence
	Status string `json:",omitempty"` // Enabled or Suspended; AWS leaves it out where it was never on
}

// BucketEncryption is the answer of s3api get-bucket-encryption.
type BucketEncryption struct {
	evidence.Absence
	ServerSideEncryptionConfiguration struct {
		Rules []struct {
			ApplyServerSideEncryptionByDefault struct{ SSEAlgorithm string }
		}
	}
}

// BucketPolicy is the answer of s3api get-bucket-policy.
type BucketPolicy struct {
	evidence.Absence
	Policy evidence.Document
}

// S3TrailBuckets asks for the book's bucket, and for those that the account's
// own trails write to, whatever their names.
func S3TrailBuckets() evidence.Source[Buckets] { return buckets{} }

type buckets struct{}

// bucketCall is a call about each bucket. A bucket of another account is
// refused, not described. AWS answers NoSuchBucket to every call about a bucket
// that is not there.
func bucketCall(command, action, absent string) evidence.Call {
	return evidence.Call{
		Command: "s3api " + command,
		Params: func(cfg config.Config, item ...string) evidence.Params {
			return evidence.Params{"Bucket": item[0], "ExpectedBucketOwner": cfg.Account.ID}
		},
		Names:  func(cfg config.Config) []string { return []string{names.TrailBucket(cfg)} },
		Action: action,
		Absent: absent,
		// What buckets the account's trails write to is known only once they
		// were asked, and a bucket's ARN names no account that could narrow it.
		// The actions read settings of buckets and never what is in them.
		Narrow: func(config.Config) []string { return []string{names.Bucket("*")} },
	}
}

// noSuchBucket is S3's code for "there is no such bucket".
const noSuchBucket = "NoSuchBucket"

// eachBucket asks q for the book's bucket and for those of the account's own
// trails. An organization's trail writes to a bucket of the organization's.
func eachBucket[A any](command, action, absent string) evidence.Source[map[string]A] {
	return evidence.Each(CloudTrailList.Call, "trailList[?to_string(IsOrganizationTrail)=='false'].S3BucketName",
		evidence.Query[A]{Call: bucketCall(command, action, absent)})
}

// Source: Amazon S3 API, error codes of each operation; Service Authorization
// Reference, actions of Amazon S3.
func (buckets) publicAccess() evidence.Source[map[string]PublicAccessBlock] {
	return eachBucket[PublicAccessBlock]("get-public-access-block", "s3:GetBucketPublicAccessBlock", noSuchBucket+" NoSuchPublicAccessBlockConfiguration")
}

func (buckets) versioning() evidence.Source[map[string]BucketVersioning] {
	return eachBucket[BucketVersioning]("get-bucket-versioning", "s3:GetBucketVersioning", noSuchBucket)
}

func (buckets) encryption() evidence.Source[map[string]BucketEncryption] {
	return eachBucket[BucketEncryption]("get-bucket-encryption", "s3:GetEncryptionConfiguration", noSuchBucket+" ServerSideEncryptionConfigurationNotFoundError")
}

func (buckets) policy() evidence.Source[map[string]BucketPolicy] {
	return eachBucket[BucketPolicy]("get-bucket-policy", "s3:GetBucketPolicy", noSuchBucket+" NoSuchBucketPolicy")
}

func (buckets) lifecycle() evidence.Source[map[string]BucketLifecycle] {
	return eachBucket[BucketLifecycle]("get-bucket-lifecycle-configuration", "s3:GetLifecycleConfiguration", noSuchBucket+" NoSuchLifecycleConfiguration")
}

func (buckets) acl() evidence.Source[map[string]BucketACL] {
	return eachBucket[BucketACL]("get-bucket-acl", "s3:GetBucketAcl", noSuchBucket)
}

func (b buckets) Calls() []evidence.Call {
	var calls []evidence.Call
	for _, more := range [][]evidence.Call{
		b.publicAccess().Calls(), b.versioning().Calls(), b.encryption().Calls(), b.policy().Calls(), b.lifecycle().Calls(), b.acl().Calls(),
	} {
		calls = append(calls, more...)
	}
	return evidence.Unique(calls)
}

// ofAnother reports whether the bucket's policy is refused as that of a bucket of
// another account.
func ofAnother(err error) bool {
	return slices.ContainsFunc(evidence.Failures(err), func(f *evidence.Failure) bool {
		return f.Request.Call.Command == "s3api get-bucket-policy" && f.Kind == evidence.OtherAccount
	})
}

func (b buckets) Answer(e evidence.Evidence) (Buckets, error) {
	var failed [5]error
	versioning, err := b.versioning().Answer(e)
	failed[0] = err
	publicAccess, err := b.publicAccess().Answer(e)
	failed[1] = err
	encryption, err := b.encryption().Answer(e)
	failed[2] = err
	policy, err := b.policy().Answer(e)
	failed[3] = err
	lifecycle, err := b.lifecycle().Answer(e)
	failed[4] = err
	acl, err := b.acl().Answer(e)
	of, rest := byItem(errors.Join(failed[:]...))
	aclOf, _ := byItem(err) // the rest is the list of trails, which the others ask for as well
	a := Buckets{Read: map[string]Bucket{}, Elsewhere: map[string]bool{}}
	for name, failures := range of {
		// What was read of it would be this account's own.
		_, told := versioning[name]
		if e.Config.LogArchive != "" && !told && ofAnother(failures) {
			a.Elsewhere[name] = true
			delete(of, name)
		}
	}
	for name := range versioning {
		if of[name] == nil {
			a.Read[name] = Bucket{publicAccess[name], versioning[name], encryption[name], policy[name], lifecycle[name], evidence.Maybe[BucketACL]{Answer: acl[name], Unread: aclOf[name]}}
		}
	}
	a.Unread = joined(of)
	return a, rest
}
