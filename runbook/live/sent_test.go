//go:build !offline

package live

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/smithy-go/encoding/cbor"

	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// TestAnswersInCBOR: what CloudWatch sends is read as it sent it. A list that is
// empty is one, a list that was not sent is none, and a member that the SDK does
// not know is there.
func TestAnswersInCBOR(t *testing.T) {
	moment := &cbor.Tag{ID: 1, Value: cbor.Float64(1764547200.5)}
	for _, c := range []struct {
		name string
		body cbor.Value
		want string // the alarms, or how the error begins
	}{
		{"no alarms", cbor.Map{"MetricAlarms": cbor.List{}}, `{"MetricAlarms":[]}`},
		{"nothing", cbor.Map{}, "the answer has no MetricAlarms"},
		{"a list of null", cbor.Map{"MetricAlarms": &cbor.Nil{}}, "the answer has no MetricAlarms"},
		{"no object", cbor.List{}, "the call failed"},
		{"an alarm", cbor.Map{"MetricAlarms": cbor.List{cbor.Map{
			"AlarmName": cbor.String("bill"), "ActionsEnabled": cbor.Bool(true), "StateValue": cbor.String("OK"), "AlarmActions": cbor.List{},
			"Threshold": cbor.Float64(10), "Period": cbor.Uint(21600), "AlarmConfigurationUpdatedTimestamp": moment,
			"WarmUpConfiguration": cbor.Map{"WarmUpPeriodDurationInMinutes": cbor.Uint(30)},
		}}}, `{"MetricAlarms":[{"AlarmName":"bill","ActionsEnabled":true,"StateValue":"OK","Period":21600,"Threshold":10,"AlarmConfigurationUpdatedTimestamp":"2025-12-01T00:00:00.5Z","WarmUpConfiguration":{"WarmUpPeriodDurationInMinutes":30}}]}`},
		{"a number that is none", cbor.Map{"MetricAlarms": cbor.List{cbor.Map{
			"AlarmName": cbor.String("bill"), "ActionsEnabled": cbor.Bool(true), "StateValue": cbor.String("OK"), "Threshold": cbor.Float64(math.NaN()),
		}}}, `{"MetricAlarms":[{"AlarmName":"bill","ActionsEnabled":true,"StateValue":"OK","AlarmConfigurationUpdatedTimestamp":"0001-01-01T00:00:00Z","WarmUpConfiguration":{}}]}`},
	} {
		account := saying(t, "rpc-v2-cbor", cbor.Encode(c.body))
		asked := []evidence.Call{calls.CloudWatchAlarms.Call}
		alarms, err := calls.CloudWatchAlarms.Answer(account.Evidence(t.Context(), time.Now(), asked))
		raw, errJ := json.Marshal(alarms)
		got := string(raw)
		if failed := evidence.Failures(err); len(failed) > 0 {
			got = failed[0].Detail
		}
		if errJ != nil || len(got) < len(c.want) || got[:len(c.want)] != c.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", c.name, got, errJ, c.want)
		}
	}
}

// saying is an account in which every answer is this one.
func saying(t *testing.T, protocol string, body []byte) *Account {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("Action") == "GetCallerIdentity" {
			fmt.Fprint(w, "<R><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:root</Arn></GetCallerIdentityResult></R>")
			return
		}
		w.Header().Set("Smithy-Protocol", protocol)
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	configure(t, "")
	t.Setenv("AWS_ACCESS_KEY_ID", "testing")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "testing")
	t.Setenv("AWS_MAX_ATTEMPTS", "1")
	endpoint(t, server.URL)
	account, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	return account
}

// TestUnknownFilter: a filter of a budget that the SDK does not know is seen. Without
// it the budget would look like one of all costs.
func TestUnknownFilter(t *testing.T) {
	account := saying(t, "", []byte(`{"Budgets":[{"BudgetName":"b","BudgetType":"COST","TimeUnit":"MONTHLY","CostTypes":null,"FilterExpression":{"ProductAttributes":{"Key":"sku","Values":["x"]}}}]}`))
	list := calls.Budgets().Calls()[0]
	e := account.Evidence(t.Context(), time.Now(), []evidence.Call{list})
	budgets, err := evidence.Query[struct{ Budgets []calls.Budget }]{Call: list}.Answer(e)
	if err != nil || len(budgets.Budgets) != 1 || len(budgets.Budgets[0].FilterExpression) != 1 || budgets.Budgets[0].CostTypes != nil {
		t.Errorf("got %+v, %v", budgets, err)
	}
}
