package evidence

import (
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

func TestKebab(t *testing.T) {
	for name, want := range map[string]string{
		"UserName": "user-name", "TopicArn": "topic-arn", "MFADevice": "mfa-device", "DBInstanceIdentifier": "db-instance-identifier",
		"trailNameList": "trail-name-list", "S3BucketName": "s3-bucket-name", "AccountId": "account-id", "Name": "name", "VpcIds": "vpc-ids",
		"MaxResults": "max-results", "includeShadowTrails": "include-shadow-trails",
	} {
		if got := Kebab(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, item := range append(hostileItems(), testneeds.HostileWords()...) {
		f.Add(item, "other")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		safe := strings.Trim(Encode(a), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%")
		if safe != "" || (Encode(a) == Encode(b)) != (a == b) {
			t.Errorf("%q is %s, %q is %s", a, Encode(a), b, Encode(b))
		}
		key := Encode(a) + "/" + Encode(b)
		if p := Parts(key); len(p) != 2 || p[0] != a || p[1] != b {
			t.Errorf("the parts %q and %q came back as %q", a, b, p)
		}
	})
}
