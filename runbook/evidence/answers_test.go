package evidence_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"hardbook/runbook/calls"
	"hardbook/runbook/evidence"
)

// answers are the types that the answers of calls decode to.
func answers() []any {
	return []any{
		new(calls.AccountSummary), new(calls.User), new(calls.LoginProfile), new(calls.Groups), new(calls.AccessKeys), new(calls.MFADevices),
		new(calls.CredentialReport), new(calls.Role), new(calls.RolePolicy), new(calls.AttachedPolicies), new(calls.Authorization),
		new(calls.TopicAttributes), new(calls.Subscriptions), new(calls.Alarms), new(calls.Metrics), new(evidence.RegionList),
	}
}

// No type takes an answer that says nothing: it would read as "all is well".
func TestNoAnswerIsTakenForGood(t *testing.T) {
	for _, a := range answers() {
		for _, empty := range []string{"", "{}", "[]", "null", `""`, "0", `{"Other":1}`, `{"ResponseMetadata":{}}`} {
			if err := evidence.Decode([]byte(empty), a); err == nil {
				t.Errorf("%T takes %s", a, empty)
			}
		}
	}
}

// FuzzDecode holds that no answer crashes a decoder, and that one which is
// taken is still taken with a member more and in another order, to the same
// value.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"SummaryMap":{"AccountMFAEnabled":1,"AccountAccessKeysPresent":0}}`,
		`{"User":{"UserName":"a","Arn":"arn:a","PasswordLastUsed":1795257005.5}}`,
		`{"Content":"dXNlcixhcm4KPHJvb3RfYWNjb3VudD4seAo=","GeneratedTime":"2026-11-22T10:00:00+00:00"}`,
		`{"PolicyName":"p","PolicyDocument":{"Statement":{"Effect":"Deny","Action":"*"}}}`,
		`{"Attributes":{"TopicArn":"arn:t","Policy":"{\"Statement\":[]}"}}`,
		`{"MetricAlarms":[{"AlarmName":"a","ActionsEnabled":true,"StateValue":"OK","Threshold":10.0}]}`,
		`{"Regions":[{"RegionName":"us-east-1","OptInStatus":"opt-in-not-required"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, a := range answers() {
			if evidence.Decode(body, a) != nil {
				continue
			}
			var members map[string]json.RawMessage
			if err := json.Unmarshal(body, &members); err != nil || len(members) == 0 {
				t.Fatalf("%T takes %q", a, body)
			}
			members["zzz"] = json.RawMessage("null")
			more, err := json.Marshal(members)
			again := reflect.New(reflect.TypeOf(a).Elem()).Interface()
			if err == nil {
				err = evidence.Decode(more, again)
			}
			if err != nil || !reflect.DeepEqual(a, again) {
				t.Errorf("%T of %q is\n%+v, of %q\n%+v, %v", a, body, a, more, again, err)
			}
		}
	})
}
