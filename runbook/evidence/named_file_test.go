package evidence

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

// TestNoAnswerNamesAFile gives a real aws command items that name a file of the
// reader's, in each way that it knows, by collect.sh and by what the book has pasted.
// Nothing of the file may reach whoever answers.
func TestNoAnswerNamesAFile(t *testing.T) {
	const secret = "what nobody else may read"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret), 0o600); err != nil {
		t.Fatal(err)
	}
	answer := `{"Budgets":[{"BudgetName":"b"},{"BudgetName":"file://FILE"}],"Notifications":[{"ThresholdType":"PERCENTAGE"},
		{"ThresholdType":"PERCENTAGE,NotificationState@=file://FILE"},{"ThresholdType":"PERCENTAGE,NotificationState@ = 'file://FILE'"}]}`
	var sent strings.Builder
	var one sync.Mutex
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		one.Lock()
		defer one.Unlock()
		fmt.Fprintf(&sent, "%s\n", body)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		io.WriteString(w, strings.ReplaceAll(answer, "FILE", file))
	}))
	defer server.Close()
	cfg := (&fake{}).evidence().Config
	calls := alertsOfBudgets()
	for name, text := range map[string]string{
		"collect.sh": functions(t) + "dir=.\n" + Script(cfg, calls),
		"by hand":    calls[len(calls)-1].ByHand(cfg),
	} {
		one.Lock()
		sent.Reset()
		one.Unlock()
		cmd := exec.Command(testneeds.Program(t, "bash"), "-c", text)
		cmd.Dir = t.TempDir()
		cmd.Env = []string{"PATH=" + filepath.Dir(testneeds.Program(t, ".ci/venv/bin/aws")) + ":/usr/bin:/bin", "HOME=" + t.TempDir(),
			"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=x", "AWS_ENDPOINT_URL=" + server.URL, "AWS_MAX_ATTEMPTS=1"}
		out, err := cmd.CombinedOutput()
		one.Lock()
		got := sent.String()
		one.Unlock()
		if !strings.Contains(got, `"ThresholdType": "PERCENTAGE"`) {
			t.Errorf("%s: the harmless item was not asked for: %v\n%s\n%s", name, err, out, got)
		}
		if strings.Contains(got, secret) {
			t.Errorf("%s sent what stands in a file:\n%s", name, got)
		}
	}
}

// alertsOfBudgets are calls whose items stand by themselves and in a structure.
func alertsOfBudgets() []Call {
	call := func(operation string) Query[named] {
		return Query[named]{Call{Command: "budgets " + operation, Params: func(cfg config.Config, item ...string) Params {
			p := Params{"AccountId": cfg.Account.ID}
			for i, name := range []string{"BudgetName", "Notification"}[:len(item)] {
				if p[name] = item[i]; i == 1 {
					p[name] = Shorthand(item[i])
				}
			}
			return p
		}}}
	}
	alerts := Each(call("describe-budgets").Call, "Budgets[].BudgetName", call("describe-notifications-for-budget")).Calls()
	return Each(alerts[len(alerts)-1], "Notifications[].join('', ['NotificationType=ACTUAL,ComparisonOperator=GREATER_THAN,Threshold=1,ThresholdType=', ThresholdType])",
		call("describe-subscribers-for-notification")).Calls()
}
