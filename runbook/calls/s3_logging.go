package calls

import (
	"errors"
	"maps"
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// AccessLogs say for each bucket of the trails, by name, where S3 notes who
// asks for what in it.
type AccessLogs struct {
	Read   map[string]AccessLog
	Unread error // what could not be read; a bucket that it is about is not in Read
}

// AccessLog is where the notes about one bucket go, and what decides whether
// they arrive there.
type AccessLog struct {
	Logging BucketLogging
	Policy  BucketPolicy // of the bucket they go to
	ACL     BucketACL    // the same; absent when there is no such bucket
}

// BucketLogging is the answer of s3api get-bucket-logging. AWS prints nothing
// where it is off. It is absent when there is no such bucket.
// Source: Amazon S3 API, GetBucketLogging.
type BucketLogging struct {
	evidence.Absence
	LoggingEnabled *LoggingTarget `json:",omitempty"`
}

// LoggingTarget is where notes go.
type LoggingTarget struct {
	TargetBucket string
	TargetPrefix string `json:",omitempty"` // with which their names begin
}

// BucketACL is the answer of s3api get-bucket-acl: the older way to let S3 write
// its notes. It has nothing but the owner in it where ACLs are off.
type BucketACL struct {
	evidence.Absence
	Owner  struct{ ID string } // canonical user ID of the account
	Grants []struct {
		Grantee struct {
			ID  string `json:",omitempty"` // canonical user ID of an account
			URI string `json:",omitempty"` // of a group
		}
		Permission string
	}
}

// S3AccessLogs asks for the buckets of S3TrailBuckets where the notes about them
// go, and for what lets S3 write them there.
func S3AccessLogs() evidence.Source[AccessLogs] { return accessLogs{} }

type accessLogs struct{}

func (accessLogs) logging() evidence.Source[map[string]BucketLogging] {
	return eachBucket[BucketLogging]("get-bucket-logging", "s3:GetBucketLogging", noSuchBucket)
}

// logTarget finds the bucket that notes go to in an answer that may be empty.
const logTarget = "[LoggingEnabled.TargetBucket][?@]"

// eachLogTarget asks q for each bucket that notes go to.
func eachLogTarget[A any](logging []evidence.Call, command, action, absent string) evidence.Source[map[string]A] {
	call := bucketCall(command, action, absent)
	call.Names = nil
	call.Params = func(cfg config.Config, item ...string) evidence.Params {
		return evidence.Params{"Bucket": item[1], "ExpectedBucketOwner": cfg.Account.ID}
	}
	return evidence.Each(logging[len(logging)-1], logTarget, evidence.Query[A]{Call: call})
}

func (l accessLogs) policy() evidence.Source[map[string]BucketPolicy] {
	return eachLogTarget[BucketPolicy](l.logging().Calls(), "get-bucket-policy", "s3:GetBucketPolicy", noSuchBucket+" NoSuchBucketPolicy")
}

func (l accessLogs) acl() evidence.Source[map[string]BucketACL] {
	return eachLogTarget[BucketACL](l.logging().Calls(), "get-bucket-acl", "s3:GetBucketAcl", noSuchBucket)
}

func (l accessLogs) Calls() []evidence.Call {
	return evidence.Unique(append(l.policy().Calls(), l.acl().Calls()...))
}

func (l accessLogs) Answer(e evidence.Evidence) (AccessLogs, error) {
	logging, errL := l.logging().Answer(e)
	policies, errP := l.policy().Answer(e)
	acls, errA := l.acl().Answer(e)
	of, rest := byItem(errors.Join(errL, errP, errA))
	maps.DeleteFunc(of, func(_ string, err error) bool { // judged by what Buckets.Elsewhere says
		return e.Config.LogArchive != "" && slices.ContainsFunc(evidence.Failures(err), func(f *evidence.Failure) bool { return f.Kind == evidence.OtherAccount })
	})
	a := AccessLogs{Read: map[string]AccessLog{}}
	for name, log := range logging {
		if of[name] == nil {
			a.Read[name] = AccessLog{Logging: log}
		}
	}
	for key, acl := range acls {
		name := evidence.Parts(key)[0]
		if log, ok := a.Read[name]; ok {
			log.ACL, log.Policy = acl, policies[key]
			a.Read[name] = log
		}
	}
	a.Unread = joined(of)
	return a, rest
}
