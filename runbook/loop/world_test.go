//go:build loop

package loop

import (
	"encoding/base64"
	"fmt"
	"regexp"
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
	fresh     moment = "fresh"
	unclicked moment = "unclicked"
	hardened  moment = "hardened"
	finished  moment = "finished"
)

// phrases are the moments in words.
var phrases = map[moment]string{
	fresh:     "on a fresh account",
	unclicked: "when nobody clicked the links",
	hardened:  "when all is done but the operator is still there",
	finished:  "when all is done",
}

// standing fails the test unless every step stands as it should at a moment: on
// plain moto as its facts say, where it lacks something; with the overlay as on AWS. Only
// the steps that lack something are looked at while links are not clicked.
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
		f := factsOf(t, id)
		if f.Untouched != nil {
			want = f.Untouched.Is
		}
		if f.AtFirst != nil && when == fresh {
			want = f.AtFirst.Is
		}
		if f.Best != "" && (f.Always || when == hardened || when == finished) {
			want = f.Best
		}
		if e.Step.EndedBy != "" && when == finished {
			want = runbook.StatusNotApplicable
		}
		lack, ok := f.Lacks[when]
		switch {
		case when == unclicked && !ok:
			continue
		case len(e.Step.Check.Calls()) == 0:
			want = runbook.StatusManual
		case plain && ok:
			if s, _ := r.Find(id); s.Status == want {
				t.Errorf("moto has learned to play %s %s: take it out of lacks (%s)", id, phrases[when], lack.Why)
			}
			want = lack.Is
		}
		is(t, r, id, phrases[when], want)
	}
}
