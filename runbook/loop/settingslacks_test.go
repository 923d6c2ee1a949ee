//go:build loop

package loop

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// settingsStory is what is asked and set in one Region, call by call: the
// service it is signed for, method and path, what is sent, and a part of what
// AWS answers. Plain moto answers 500 to each: it knows none of them.
var settingsStory = []struct{ service, call, sent, answer string }{
	{"ec2", "POST /", "Action=GetSnapshotBlockPublicAccessState", "<state>unblocked</state>"},
	{"ec2", "POST /", "Action=EnableSnapshotBlockPublicAccess&State=block-new-sharing", "<state>block-new-sharing</state>"},
	{"ec2", "POST /", "Action=GetSnapshotBlockPublicAccessState", "<state>block-new-sharing</state>"},
	{"ec2", "POST /", "Action=DisableSnapshotBlockPublicAccess", "<state>unblocked</state>"},
	{"ec2", "POST /", "Action=GetImageBlockPublicAccessState", "<imageBlockPublicAccessState>unblocked<"},
	{"ec2", "POST /", "Action=EnableImageBlockPublicAccess&ImageBlockPublicAccessState=block-new-sharing", "<imageBlockPublicAccessState>block-new-sharing<"},
	{"ec2", "POST /", "Action=DisableImageBlockPublicAccess", "<imageBlockPublicAccessState>unblocked<"},
	{"ec2", "POST /", "Action=GetInstanceMetadataDefaults", "<accountLevel/>"},
	{"ec2", "POST /", "Action=ModifyInstanceMetadataDefaults&HttpTokens=required", "<return>true</return>"},
	{"ec2", "POST /", "Action=GetInstanceMetadataDefaults", "<httpTokens>required</httpTokens>"},
	{"ec2", "POST /", "Action=ModifyInstanceMetadataDefaults&HttpTokens=no-preference", "<return>true</return>"},
	{"ec2", "POST /", "Action=GetInstanceMetadataDefaults", "<accountLevel/>"},

	{"ssm", "POST /GetServiceSetting", `{"SettingId":"/ssm/other"}`, "ServiceSettingNotFound"},
	{"ssm", "POST /GetServiceSetting", `{"SettingId":"` + sharing + `"}`, `"SettingValue":"Enable","Status":"Default"`},
	{"ssm", "POST /UpdateServiceSetting", `{"SettingId":"` + sharing + `","SettingValue":"Disable"}`, "{}"},
	{"ssm", "POST /GetServiceSetting", `{"SettingId":"` + sharing + `"}`, `"SettingValue":"Disable","Status":"Customized"`},
	{"ssm", "POST /ResetServiceSetting", `{"SettingId":"` + sharing + `"}`, `"SettingValue":"Enable"`},

	{"access-analyzer", "GET /analyzer", "", `{"analyzers":[]}`},
	{"access-analyzer", "DELETE /analyzer/a", "", "ResourceNotFoundException"},
	{"access-analyzer", "PUT /analyzer", `{"analyzerName":"a","type":"ACCOUNT"}`, `:analyzer/a"`},
	{"access-analyzer", "PUT /analyzer", `{"analyzerName":"b","type":"ACCOUNT"}`, "ConflictException"},
	{"access-analyzer", "PUT /analyzer", `{"analyzerName":"b","type":"ACCOUNT_UNUSED_ACCESS"}`, `:analyzer/b"`},
	{"access-analyzer", "GET /analyzer?type=ACCOUNT", "", `"name":"a","status":"ACTIVE","type":"ACCOUNT"}]`},
	{"access-analyzer", "DELETE /analyzer/a", "", "{}"},
	{"access-analyzer", "GET /analyzer?type=ACCOUNT", "", `{"analyzers":[]}`},
}

// TestSettings: through the front the settings are as on AWS, each Region has
// its own, and a reset brings those of a new account. moto has none of them.
func TestSettings(t *testing.T) {
	t.Parallel()
	c := borrow(t)
	for _, step := range settingsStory {
		if status, got := c.settingsCall(t, c.moto, "eu-west-1", step.service, step.call, step.sent); status != http.StatusInternalServerError {
			t.Errorf("plain moto answers %s %s with %d %s: it has learned it", step.call, step.sent, status, got)
		}
	}
	for _, when := range []string{"at first", "after a reset"} {
		for _, step := range settingsStory {
			if _, got := c.settingsCall(t, c.server.URL, "eu-west-1", step.service, step.call, step.sent); !strings.Contains(got, step.answer) {
				t.Errorf("%s, %s %s is answered with %s, not %s", when, step.call, step.sent, got, step.answer)
			}
		}
		c.settingsCall(t, c.server.URL, "eu-west-1", "ec2", "POST /", "Action=EnableSnapshotBlockPublicAccess&State=block-all-sharing")
		if _, got := c.settingsCall(t, c.server.URL, "us-east-1", "ec2", "POST /", "Action=GetSnapshotBlockPublicAccessState"); !strings.Contains(got, "unblocked") {
			t.Errorf("%s, another Region answers %s", when, got)
		}
		c.reset(t)
	}
}

// settingsCall makes a call, and returns the answer's status and body.
func (c *cloud) settingsCall(t *testing.T, url, region, service, call, sent string) (int, string) {
	t.Helper()
	method, path, _ := strings.Cut(call, " ")
	kind := "application/json"
	switch service {
	case "ec2":
		kind = "application/x-www-form-urlencoded; charset=utf-8"
	case "ssm":
		kind = "application/x-amz-json-1.1"
	}
	r, err := http.NewRequestWithContext(t.Context(), method, url+path, strings.NewReader(sent))
	must(t, r, err)
	if service == "ssm" {
		r.Header.Set("X-Amz-Target", "AmazonSSM."+r.URL.Path[1:])
		r.URL.Path = "/"
	}
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=testing/20260131/"+region+"/"+service+"/aws4_request, SignedHeaders=host, Signature=0")
	answer, err := http.DefaultClient.Do(r)
	must(t, answer, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(t, answer, err)
	return answer.StatusCode, string(bytes.TrimSpace(body))
}
