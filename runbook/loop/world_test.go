//go:build loop

package loop

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// A world is what the overlay plays beyond moto.
type world struct {
	rootMFA  bool   // root has an MFA device
	rootKeys bool   // root has an access key
	rootUsed string // when root last signed in, RFC 3339
	pending  bool   // e-mail subscriptions wait for the click
	signedIn bool   // the admin has signed in
}

// bad is an account that nobody looked after, asked one whose commands ran
// and whose owner did nothing else, good one where all is done.
var (
	bad   = world{rootKeys: true, rootUsed: "2026-02-14T09:00:00+00:00"}
	asked = world{rootUsed: "2026-01-30T09:00:00+00:00", pending: true}
	good  = world{rootMFA: true, rootUsed: "2026-01-30T09:00:00+00:00", signedIn: true}
)

// overlay corrects moto's answers to what the world is like.
func (w world) overlay() overlay {
	flag := map[bool]string{false: "0", true: "1"}
	set := func(answer, pattern, value string) string {
		return regexp.MustCompile(pattern).ReplaceAllString(answer, "${1}"+value+"${2}")
	}
	return func(action, answer string) string {
		switch {
		case action == "GetAccountSummary":
			answer = set(answer, `(<key>AccountMFAEnabled</key>\s*<value>)\d+()`, flag[w.rootMFA])
			return set(answer, `(<key>AccountAccessKeysPresent</key>\s*<value>)\d+()`, flag[w.rootKeys])
		case action == "GetCredentialReport":
			// The report would be of 2015, which is before everything in it.
			answer = set(answer, `(<GeneratedTime>)[^<]*(</GeneratedTime>)`, time.Now().UTC().Format(time.RFC3339))
			content := regexp.MustCompile(`<Content>([^<]*)</Content>`)
			return content.ReplaceAllStringFunc(answer, func(found string) string {
				return "<Content>" + w.addRoot(content.FindStringSubmatch(found)[1]) + "</Content>"
			})
		case action == "ListSubscriptionsByTopic" && w.pending:
			return set(answer, `(<SubscriptionArn>)[^<]*(</SubscriptionArn>)`, "PendingConfirmation")
		case action == "GetUser" && w.signedIn:
			return strings.Replace(answer, "</User>", "<PasswordLastUsed>2026-01-29T09:00:00Z</PasswordLastUsed></User>", 1)
		}
		return answer
	}
}

// addRoot puts root's row into a credential report.
func (w world) addRoot(content string) string {
	report, err := base64.StdEncoding.DecodeString(content)
	if err != nil {
		return content
	}
	header, rest, _ := strings.Cut(strings.TrimRight(string(report), "\n"), "\n")
	known := map[string]string{
		"user": "<root_account>", "arn": "arn:aws:iam::" + account + ":root", "password_enabled": "true", "password_last_used": w.rootUsed,
		"mfa_active": fmt.Sprint(w.rootMFA), "access_key_1_active": fmt.Sprint(w.rootKeys), "access_key_2_active": "false",
	}
	if w.rootKeys {
		known["access_key_1_last_rotated"] = w.rootUsed
	}
	var row []string
	for _, column := range strings.Split(header, ",") {
		value := known[column]
		if value == "" {
			value = "N/A"
		}
		row = append(row, value)
	}
	lines := append([]string{header, strings.Join(row, ",")}, strings.Fields(rest)...)
	return base64.StdEncoding.EncodeToString([]byte(strings.Join(lines, "\n") + "\n"))
}

// A moment is a state of the account at which every step is looked at.
type moment string

const (
	fresh     moment = "on a fresh account"
	unclicked moment = "when nobody clicked the links"
	hardened  moment = "when all is done but the operator is still there"
	finished  moment = "when all is done"
)

// lacks lists what plain moto cannot play: how the step stands there, although
// by rights it is todo on a fresh account, waiting until the links are clicked,
// and done at the end.
var lacks = map[moment]map[string]struct {
	plain runbook.Status
	why   string
}{
	fresh: {
		"root-access-keys":   {runbook.StatusDone, "AccountAccessKeysPresent is always 0"},
		"root-unused":        {runbook.StatusUnknown, "the credential report has no row for root"},
		"put-root-away":      {runbook.StatusUnknown, "the credential report has no row for root"},
		"users-mfa":          {runbook.StatusUnknown, "the credential report has no row for root"},
		"unused-credentials": {runbook.StatusUnknown, "the credential report has no row for root"},
		"access-keys":        {runbook.StatusUnknown, "the credential report has no row for root"},
	},
	unclicked: {
		"billing-topic":  {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"billing-alarms": {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"security-topic": {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"root-alert":     {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"iam-alert":      {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"trail-alert":    {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"sign-in-alert":  {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
		"guardduty":      {runbook.StatusDone, "subscriptions by e-mail are confirmed at once"},
	},
	finished: {
		"root-mfa":           {runbook.StatusTodo, "AccountMFAEnabled is always 0"},
		"root-unused":        {runbook.StatusUnknown, "the credential report has no row for root"},
		"root-second-device": {runbook.StatusTodo, "AccountMFAEnabled is always 0"},
		"put-root-away":      {runbook.StatusUnknown, "the credential report has no row for root"},
		"users-mfa":          {runbook.StatusUnknown, "the credential report has no row for root"},
		"unused-credentials": {runbook.StatusUnknown, "the credential report has no row for root"},
		"access-keys":        {runbook.StatusUnknown, "the credential report has no row for root"},
		"admin-sign-in":      {runbook.StatusTodo, "nobody can sign in, so there is no PasswordLastUsed"},
	},
}

// atBest are steps that only a person can call done.
var atBest = map[string]runbook.Status{"root-second-device": runbook.StatusManual, "put-root-away": runbook.StatusManual}

// alwaysByHand are steps of which something is read, but never whether they are
// done. (moto lacks the call of this one: testdata/moto.py plays it.)
var alwaysByHand = []string{"primary-contact"}

// byItself are steps that stand well on an account where nobody did anything, and
// always after.
var byItself = map[string]struct {
	status runbook.Status
	why    string
}{
	"unused-regions":       {runbook.StatusDone, "no Region that can be switched off is on"},
	"no-star-policies":     {runbook.StatusDone, "nobody has a policy yet"},
	"unused-credentials":   {runbook.StatusDone, "there are no passwords and keys yet"},
	"access-keys":          {runbook.StatusDone, "there are no keys"},
	"temporary-admins":     {runbook.StatusDone, "nobody is there to be an administrator"},
	"cloudshell-access":    {runbook.StatusDone, "AWS attaches the policy to nobody"},
	"expired-certificates": {runbook.StatusNotApplicable, "there are no certificates"},
	"instance-tokens":      {runbook.StatusNotApplicable, "there are no machines"},
	"data-at-rest":         {runbook.StatusNotApplicable, "there are no databases and file systems"},
}

// atFirst are steps that stand well on a fresh account, and again when all is
// done, but not as before.
var atFirst = map[string]struct {
	status runbook.Status
	why    string
}{
	"key-rotation": {runbook.StatusNotApplicable, "there are no keys before the one of trail-kms"},
}

// standing fails the test unless every step stands as it should at a moment: on
// plain moto as in lacks, where it is listed; with the overlay as on AWS. Only
// the steps that are listed are looked at while links are not clicked.
func standing(t *testing.T, b *book, r verify.Report, when moment, plain bool) {
	t.Helper()
	for _, e := range b.Entries {
		id := e.Step.ID
		want := map[moment]runbook.Status{
			fresh: runbook.StatusTodo, unclicked: runbook.StatusWaiting, hardened: runbook.StatusDone, finished: runbook.StatusDone,
		}[when]
		if id == "remove-operator" && when == hardened {
			want = runbook.StatusTodo
		}
		if own, ok := byItself[id]; ok {
			want = own.status
		}
		if own, ok := atFirst[id]; ok && when == fresh {
			want = own.status
		}
		if best, ok := atBest[id]; ok && (when == hardened || when == finished) {
			want = best
		}
		if e.Step.EndedBy != "" && when == finished {
			want = runbook.StatusNotApplicable
		}
		lack, ok := lacks[when][id]
		switch {
		case when == unclicked && !ok:
			continue
		case len(e.Step.Check.Calls()) == 0, slices.Contains(alwaysByHand, id):
			want = runbook.StatusManual
		case plain && ok:
			if s, _ := r.Find(id); s.Status == want {
				t.Errorf("moto has learned to play %s %s: take it out of lacks (%s)", id, when, lack.why)
			}
			want = lack.plain
		}
		is(t, r, id, string(when), want)
	}
}
