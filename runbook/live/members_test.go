//go:build !offline

package live

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	cwtypes "github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/sns"
)

// TestMembers: an SDK output becomes what the aws command line prints, and what
// AWS did not send stays away. Zero is often the good value.
func TestMembers(t *testing.T) {
	at := time.Date(2026, 11, 21, 18, 30, 0, 0, time.FixedZone("", 3600))
	cases := []struct {
		name string
		out  any
		want string
	}{
		{"nothing was sent", &iam.GetAccountSummaryOutput{}, `{}`},
		{"an empty map was sent", &iam.GetAccountSummaryOutput{SummaryMap: map[string]int32{}}, `{"SummaryMap":{}}`},
		{"a zero in a map was sent", &iam.GetAccountSummaryOutput{SummaryMap: map[string]int32{"AccountMFAEnabled": 0}}, `{"SummaryMap":{"AccountMFAEnabled":0}}`},
		{"no list was sent", &sns.ListTopicsOutput{}, `{}`},
		{"an empty list was sent", &iam.ListMFADevicesOutput{MFADevices: []iamtypes.MFADevice{}}, `{"MFADevices":[]}`},
		{"a pointer to zero was sent", &cwtypes.MetricAlarm{Threshold: aws.Float64(0), ActionsEnabled: aws.Bool(false)}, `{"ActionsEnabled":false,"Threshold":0}`},
		{"an enum was not sent", &cwtypes.MetricAlarm{AlarmName: aws.String("a")}, `{"AlarmName":"a"}`},
		{"an empty string was sent", &cwtypes.MetricAlarm{AlarmName: aws.String("")}, `{"AlarmName":""}`},
		{"bytes are base64, times UTC", &iam.GetCredentialReportOutput{Content: []byte("user,arn"), GeneratedTime: &at},
			`{"Content":"dXNlcixhcm4=","GeneratedTime":"2026-11-21T17:30:00Z"}`},
		{"strings in a list keep their empty ones", &iam.ListRolePoliciesOutput{PolicyNames: []string{"a", ""}}, `{"PolicyNames":["a",""]}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := json.Marshal(members(c.out))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestMerge: lists of all pages are joined, an empty one included, and the rest
// comes from the first page.
func TestMerge(t *testing.T) {
	merged := map[string]any{}
	merge(merged, map[string]any{"Topics": []any{"a"}, "NextToken": "1"})
	merge(merged, map[string]any{"Topics": []any{}, "NextToken": "2"})
	merge(merged, map[string]any{"Topics": []any{"b"}})
	got, err := json.Marshal(merged)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"NextToken":"1","Topics":["a","b"]}`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
