//go:build !offline

package live

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aws/aws-sdk-go-v2/aws/retry"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// awsError is what AWS answers to a call that it does not carry out, and the kind
// that this is on both roads.
type awsError struct {
	code, message, region string
	want                  evidence.Kind
}

// refusals are errors as AWS words them.
// Source: IAM User Guide, Troubleshoot access denied error messages; Amazon EC2
// API, Error codes; AWS API references, Common errors.
func refusals() []awsError {
	const who = "User: arn:aws:sts::111122223333:assumed-role/hardbook-verifier/s is not authorized to perform: sns:ListTopics"
	const here, optIn = "us-east-1", "me-south-1"
	return []awsError{
		{"AccessDenied", who, here, evidence.Denied},
		{"AccessDeniedException", who + " on resource: * because no identity-based policy allows the sns:ListTopics action", here, evidence.Denied},
		{"UnauthorizedOperation", "You are not authorized to perform this operation. Encoded authorization failure message: x", here, evidence.Denied},
		{"AuthorizationError", who + " because no identity-based policy allows the sns:ListTopics action", optIn, evidence.Denied},
		{"AuthFailure", "Not authorized for images: [ami-1]", optIn, evidence.Denied},
		{"AccessDenied", who + " with an explicit deny in an identity-based policy", here, evidence.DeniedByDeny},
		{"AccessDenied", who + " with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/mfa", here, evidence.DeniedByDeny},
		{"UnauthorizedOperation", who + " with an explicit deny in a service control policy", "eu-west-1", evidence.DeniedByOrganization},
		{"AccessDeniedException", who + " with an explicit deny in a service control policy: arn:aws:organizations::444455556666:policy/o-1/service_control_policy/p-1", "eu-west-1", evidence.DeniedByOrganization},
		{"AccessDenied", who + " because no service control policy allows the sns:ListTopics action", here, evidence.DeniedByOrganization},
		{"AccessDenied", who + " with an explicit deny in a resource control policy", here, evidence.DeniedByOrganization},
		{"AccessDenied", who + " with an explicit deny in a permissions boundary", here, evidence.DeniedByLimit},
		{"AccessDenied", who + " because no permissions boundary allows the sns:ListTopics action", here, evidence.DeniedByLimit},
		{"AccessDenied", who + " because no session policy allows the sns:ListTopics action", here, evidence.DeniedByLimit},
		{"AccessDenied", who + " with an explicit deny in a VPC endpoint policy", here, evidence.DeniedByLimit},
		{"AccessDenied", who + " because no VPC endpoint policy allows the sns:ListTopics action", here, evidence.DeniedByLimit},
		{"AccessDeniedException", who + " because no resource-based policy allows the kms:DescribeKey action", here, evidence.DeniedByResource},
		{"AccessDenied", who + " with an explicit deny in a resource-based policy", here, evidence.DeniedByResource},
		{"SubscriptionRequired", "The AWS Access Key Id needs a subscription for the service", here, evidence.NotOpen},
		{"SubscriptionRequiredException", "The AWS Access Key Id needs a subscription for the service", here, evidence.NotOpen},
		{"OptInRequired", "You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.", here, evidence.NotOpen},
		{"PendingVerification", "Your account is pending verification.", optIn, evidence.NotOpen},
		{"UnauthorizedOperation", "Your account is currently blocked. Contact AWS Support if you have questions.", here, evidence.NotOpen},
		{"AccessDeniedException", "The AWS Access Key Id needs a subscription for the service", here, evidence.NotOpen},
		{"InvalidClientTokenId", "The security token included in the request is invalid", optIn, evidence.NoEndpoint},
		{"UnrecognizedClientException", "The security token included in the request is invalid.", optIn, evidence.NoEndpoint},
		{"AuthFailure", "AWS was not able to validate the provided access credentials", optIn, evidence.NoEndpoint},
		{"RegionDisabledException", "STS is not activated in this region", here, evidence.NoEndpoint},
		{"InvalidClientTokenId", "The security token included in the request is invalid", here, evidence.NoCredentials},
		{"UnrecognizedClientException", "The security token included in the request is invalid.", "eu-central-1", evidence.NoCredentials},
		{"ExpiredToken", "The security token included in the request is expired", optIn, evidence.NoCredentials},
		{"SignatureDoesNotMatch", "Signature expired: 20261122T100000Z is now earlier than 20261122T110000Z", here, evidence.NoCredentials},
		{"Throttling", "Rate exceeded", here, evidence.Throttled},
		{"RequestLimitExceeded", "Request limit exceeded.", here, evidence.Throttled},
		{"SomethingNew", "Rate exceeded", here, evidence.Throttled},
		{"NoSuchThing", "none", here, evidence.NotSet},
		{"NotHeardOf", "An error occurred (NoSuchThing) when calling the ListTopics operation: none", here, evidence.Unreadable},
		{"ValidationError", "a | b\ttab \"quoted\"", here, evidence.Unreadable},
	}
}

// topicsIn asks for the topics of one Region.
func topicsIn(region string) (config.Config, evidence.Source[map[string]topicList]) {
	cfg := config.Example()
	cfg.Account.Regions = []string{region}
	q := listTopics
	q.Call.Absent = "NoSuchThing"
	return cfg, evidence.Regional(q)
}

// only is the one Failure of a Source.
func only[A any](t *testing.T, e evidence.Evidence, source evidence.Source[A]) *evidence.Failure {
	t.Helper()
	_, err := source.Answer(e)
	failures := evidence.Failures(err)
	if len(failures) != 1 {
		t.Fatalf("got %v, not one failure", err)
	}
	return failures[0]
}

// said is evidence in which the call has failed with these words of the aws command.
func said(t *testing.T, cfg config.Config, path, text string) evidence.Evidence {
	t.Helper()
	e, err := evidence.Open(fstest.MapFS{
		"manifest.json": {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`)},
		path + ".err":   {Data: []byte(text)},
	}, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// formats are an error as versions 1 and 2 of the aws command print it, in each of
// the formats that cli_error_format knows, seen with 1.46.2 and 2.36.12.
func (r awsError) formats() map[string]string {
	sentence := fmt.Sprintf("An error occurred (%s) when calling the ListTopics operation: %s\n", r.code, r.message)
	quoted := strings.ReplaceAll(r.message, `"`, `\"`)
	quoted = strings.ReplaceAll(quoted, "\t", `\t`)
	formats := map[string]string{
		"1":           "\n" + sentence,
		"2, legacy":   "\naws: [ERROR]: " + strings.Replace(sentence, " operation:", " operation (reached max retries: 2):", 1),
		"2, enhanced": "\naws: [ERROR]: " + sentence + "\nAdditional error details:\nType: Sender\n",
		"2, json":     fmt.Sprintf("{\n    \"Code\": %q,\n    \"Message\": \"%s\",\n    \"Type\": \"Sender\",\n    \"message\": \"x\"\n}\n", r.code, quoted),
		"2, yaml":     fmt.Sprintf("Code: %s\nMessage: '%s'\nType: Sender\n", r.code, strings.Replace(r.message, " on resource", "\n  on resource", 1)),
		"2, table":    fmt.Sprintf("-----\n|   error   |\n+----+----+\n|  Code   |  %s   |\n|  Message|  %s   |\n|  Type   |  Sender   |\n+----+----+\n", r.code, r.message),
		"2, table, 2 members": fmt.Sprintf("-----\n|   error   |\n+----+----+\n|  Code   |  Message  |\n+----+----+\n|  %s  |  %s  |\n+----+----+\n",
			r.code, r.message),
	}
	if !strings.Contains(r.message, "\t") {
		formats["2, text"] = r.code + "\t" + r.message + "\tSender\n"
	}
	if evidence.Refuse(evidence.Request{Region: r.region, Call: evidence.Call{Absent: "NoSuchThing"}}, r.code, "").Kind != evidence.Unreadable {
		formats["2, text, behind another member"] = "Sender\t" + r.code + "\t" + r.message + "\n"
	}
	return formats
}

// TestKindsOnBothRoads: AWS's errors are of the right kind, live, from a folder
// that was saved, and from a folder that the aws command wrote in any format; and
// all give the same sentence.
func TestKindsOnBothRoads(t *testing.T) {
	for _, r := range refusals() {
		t.Run(r.want.String()+"/"+r.code, func(t *testing.T) {
			cfg, source := topicsIn(r.region)
			newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333"), "ListTopics": static(400,
				"<ErrorResponse><Error><Type>Sender</Type><Code>"+r.code+"</Code><Message>"+r.message+"</Message></Error></ErrorResponse>")})
			t.Setenv("AWS_MAX_ATTEMPTS", "1")
			e := connect(t, cfg, source.Calls())
			live := only(t, e, source)
			if live.Kind != r.want {
				t.Errorf("live it is %s: %s", live.Kind, live)
			}
			alike := func(where string, f *evidence.Failure) {
				if f.Kind != live.Kind || f.Error() != live.Error() || f.WayOut() != live.WayOut() {
					t.Errorf("%s it is %s: %s; %s\nlive %s: %s; %s", where, f.Kind, f, f.WayOut(), live.Kind, live, live.WayOut())
				}
			}
			for format, text := range r.formats() {
				alike("from aws "+format, only(t, said(t, cfg, r.region+"/sns-list-topics", text), source))
			}
			alike("saved", only(t, saved(t, e, cfg, source.Calls()), source))
		})
	}
}

// saved is the evidence out of the folder that it was saved to.
func saved(t *testing.T, e evidence.Evidence, cfg config.Config, calls []evidence.Call) evidence.Evidence {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "saved")
	if err := e.Save(dir, calls); err != nil {
		t.Fatal(err)
	}
	again, err := evidence.Open(os.DirFS(dir), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestNothingFromAWS: what fails before AWS says anything is of the same kind on
// both roads. In the Region that has everything, no connection means no network.
func TestNothingFromAWS(t *testing.T) {
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	cut := func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }
	for _, c := range []struct {
		name, region, text string
		breaks             func(*testing.T)
		want               evidence.Kind
	}{
		{"nobody listens", "eu-west-1", "\naws: [ERROR]: Could not connect to the endpoint URL: \"http://x/\"\n", func(t *testing.T) { t.Setenv("AWS_ENDPOINT_URL", closed.URL) }, evidence.NoEndpoint},
		{"nobody listens at home", "us-east-1", "\nCould not connect to the endpoint URL: \"http://x/\"\n", func(t *testing.T) { t.Setenv("AWS_ENDPOINT_URL", closed.URL) }, evidence.Unreachable},
		{"no such host", "il-central-1", "\nCould not connect to the endpoint URL: \"https://sns.il-central-1.amazonaws.com/\"\n", func(t *testing.T) { t.Setenv("AWS_ENDPOINT_URL", "http://sns.invalid") }, evidence.NoEndpoint},
		{"cut", "eu-west-1", "\nConnection was closed before we received a valid response from endpoint URL: \"http://x/\".\n", func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(cut))
			t.Cleanup(s.Close)
			t.Setenv("AWS_ENDPOINT_URL", s.URL)
		}, evidence.Unreachable},
		{"a page of a proxy", "eu-west-1", "\nUnable to parse response (no element found: line 1, column 0), invalid XML received.\n", func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }))
			t.Cleanup(s.Close)
			t.Setenv("AWS_ENDPOINT_URL", s.URL)
		}, evidence.Unreadable},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg, source := topicsIn(c.region)
			t.Setenv("AWS_ENDPOINT_URL_STS", newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333")}).URL)
			t.Setenv("AWS_MAX_ATTEMPTS", "1")
			c.breaks(t)
			e := connect(t, cfg, source.Calls())
			live, folder := only(t, e, source), only(t, said(t, cfg, c.region+"/sns-list-topics", c.text), source)
			again := only(t, saved(t, e, cfg, source.Calls()), source)
			if live.Kind != c.want || folder.Kind != c.want || again.Kind != c.want || live.WayOut() != folder.WayOut() || live.Error() != again.Error() {
				t.Errorf("live %s (%s), from aws %s (%s), saved %s (%s), want %s", live.Kind, live, folder.Kind, folder, again.Kind, again, c.want)
			}
		})
	}
	r := evidence.Request{Call: listTopics.Call, Region: "us-east-1"}
	for err, want := range map[error]evidence.Kind{
		context.DeadlineExceeded: evidence.Unreachable,
		fmt.Errorf("operation error SNS: ListTopics, get identity: get credentials: failed to refresh cached credentials, %w", &net.OpError{Op: "dial", Err: fmt.Errorf("x")}): evidence.NoCredentials,
		&net.OpError{Op: "read", Err: fmt.Errorf("connection reset by peer")}:                                                                                                  evidence.Unreachable,
		&net.DNSError{Err: "i/o timeout", IsTimeout: true}:                                                                                                                     evidence.Unreachable,
	} {
		if f := evidence.Failures(failure(r, err)); f[0].Kind != want {
			t.Errorf("%v is %s, want %s", err, f[0].Kind, want)
		}
	}
	for _, text := range []string{
		"\nUnable to locate credentials. You can configure credentials by running \"aws login\".\n",
		"{\n    \"Code\": \"NoCredentials\",\n    \"Message\": \"Unable to locate credentials. You can configure credentials by running \\\"aws login\\\".\"\n}\n",
		"Code: NoCredentials\nMessage: Unable to locate credentials. You can configure credentials by running \"aws\n  login\".\n",
		"NoCredentials\tUnable to locate credentials. You can configure credentials by running \"aws login\".\n",
		"\naws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials.\n",
		"\nError loading SSO Token: Token for my-sso does not exist\n",
		"\nThe SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.\n",
		"\nYour session has expired. Please reauthenticate using 'aws login'.\n",
		"\nCredentials were refreshed, but the refreshed credentials are still expired.\n",
		"\nThe config profile (x) could not be found\n",
	} {
		cfg, source := topicsIn("us-east-1")
		if f := only(t, said(t, cfg, "us-east-1/sns-list-topics", text), source); f.Kind != evidence.NoCredentials {
			t.Errorf("%q is %s, want %s", text, f.Kind, evidence.NoCredentials)
		}
	}
}

// TestThrottlingCodes: every code by which botocore and the SDK say "throttled" is
// of that kind.
func TestThrottlingCodes(t *testing.T) {
	all := map[string]bool{}
	for code := range retry.DefaultThrottleErrorCodes {
		all[code] = true
	}
	program := testneeds.Program(t, testneeds.AWS1)
	found, err := filepath.Glob(filepath.Join(filepath.Dir(program), "../lib/python3*/site-packages/botocore/retries/standard.py"))
	if err != nil || len(found) != 1 {
		t.Fatalf("botocore's retries are not there: %v, %v", found, err)
	}
	raw, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(raw), "_THROTTLED_ERROR_CODES = [")
	list, _, _ = strings.Cut(list, "]")
	for word := range strings.FieldsSeq(list) {
		all[strings.Trim(word, "',")] = true
	}
	if len(all) < 14 {
		t.Fatalf("only %d codes were found", len(all))
	}
	for code := range all {
		if f := evidence.Refuse(evidence.Request{Region: "us-east-1"}, code, "no"); f.Kind != evidence.Throttled {
			t.Errorf("%s is %s", code, f.Kind)
		}
	}
}

// TestBucketOfAnother: S3 refuses a bucket of another account in two words. That
// is no permission that lacks, unless the bucket is the book's own.
func TestBucketOfAnother(t *testing.T) {
	const bare, named = "Access Denied", "User: arn:aws:iam::111122223333:user/x is not authorized to perform: s3:GetBucketVersioning because no identity-based policy allows the s3:GetBucketVersioning action"
	buckets := calls.S3TrailBuckets()
	for _, c := range []struct {
		bucket, message string
		want            evidence.Kind
	}{
		{"far-logs", bare, evidence.OtherAccount},
		{"far-logs", named, evidence.Denied},
		{"far-logs", strings.Replace(named, "identity-based", "resource-based", 1), evidence.OtherAccount},
		{"far-logs", strings.Replace(named, "because no identity-based policy allows the s3:GetBucketVersioning action", "with an explicit deny in a service control policy", 1), evidence.DeniedByOrganization},
		{"hardbook-trail-111122223333", bare, evidence.Denied},
		{"hardbook-trail-111122223333", named, evidence.Denied},
	} {
		files := fstest.MapFS{
			"manifest.json": {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`)},
			"us-east-1/cloudtrail-describe-trails.json": {Data: []byte(`{"trailList":[{"Name":"x","S3BucketName":"far-logs","IncludeGlobalServiceEvents":true,"IsMultiRegionTrail":true,` +
				`"TrailARN":"arn:aws:cloudtrail:us-east-1:111122223333:trail/x","LogFileValidationEnabled":true,"HasCustomEventSelectors":false,"IsOrganizationTrail":false}]}`)},
			"us-east-1/s3api-get-bucket-versioning." + c.bucket + ".err": {Data: []byte("\nAn error occurred (AccessDenied) when calling the GetBucketVersioning operation: " + c.message + "\n")},
		}
		e, err := evidence.Open(files, config.Example())
		if err != nil {
			t.Fatal(err)
		}
		got, err := buckets.Answer(e)
		if err != nil {
			t.Fatal(err)
		}
		seen := false
		for _, f := range evidence.Failures(got.Unread) {
			if f.Code == "AccessDenied" {
				seen = true
				if f.Kind != c.want {
					t.Errorf("%s, %q is %s, want %s", c.bucket, c.message, f.Kind, c.want)
				}
			}
		}
		if !seen {
			t.Errorf("%s, %q: no refusal among %v", c.bucket, c.message, got.Unread)
		}
	}
}
