//go:build loop

package loop

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/replay"
	"hardbook/runbook/verify"
)

// denials takes the printed read policy: with it no call of verify is refused,
// and each action in it is needed. Then it takes it all away, and gives back for
// each reading what AWS refused in the one before, the calls that others wait for
// first, until nothing is refused: whatever lacks an action is unknown, and
// nothing turns done. (TestDenied in runbook/live does so action by action.)
func (b *book) denials(boss *iam.Client) {
	t, c := b.t, b.cloud
	actions := slices.Sorted(slices.Values(actionsOf(t, b.file("policies/verify.json"))))
	key, secret := b.makeUser("reader", actions)
	everybody := b.verify()
	c.enforce(t, "0")
	env := b.env("AWS_ACCESS_KEY_ID="+key, "AWS_SECRET_ACCESS_KEY="+secret)

	c.forget()
	whole := b.verifyAs(nil, env)
	alike(t, "with the printed policy", everybody, whole)
	if whole.Summary[runbook.StatusUnknown] > 0 {
		t.Fatalf("with the printed policy %d steps are unknown", whole.Summary[runbook.StatusUnknown])
	}
	// What is asked only where all is not done takes nothing away here.
	actions = slices.DeleteFunc(actions, func(a string) bool {
		return !slices.ContainsFunc(b.Entries, func(e runbook.Entry) bool {
			return !replay.Unasked(e.Step.ID, a) && slices.ContainsFunc(evidence.Needed(b.Config, e.Step.Check.Calls()), func(c evidence.Call) bool { return c.Action == a })
		})
	})
	if asked := checked(c.asked(t), true); !slices.Equal(asked, actions) {
		t.Errorf("the printed policy allows %v\nAWS checked        %v", actions, asked)
	}
	for missing := slices.Clone(actions); len(missing) > 0; {
		rest := slices.DeleteFunc(slices.Clone(actions), func(a string) bool { return slices.Contains(missing, a) })
		must(t, rest, b.grant(boss, "reader", append(rest, "sts:GetCallerIdentity"))) // everybody may
		c.forget()
		b.lacking(missing, whole, b.verifyAs(nil, env))
		refused := checked(c.asked(t), false)
		if others := slices.DeleteFunc(slices.Clone(refused), func(a string) bool { return slices.Contains(missing, a) }); len(refused) == 0 || len(others) > 0 {
			t.Fatalf("without %v AWS refuses %v", missing, refused)
		}
		missing = slices.DeleteFunc(missing, func(a string) bool { return slices.Contains(refused, a) })
	}
}

// lacking checks a report that was made without some actions.
func (b *book) lacking(missing []string, whole, r verify.Report) {
	b.t.Helper()
	for _, e := range b.Entries {
		id := e.Step.ID
		s, _ := r.Find(id)
		lacks := slices.ContainsFunc(evidence.Needed(b.Config, e.Step.Check.Calls()), func(c evidence.Call) bool {
			return slices.Contains(missing, c.Action) && !replay.Unasked(id, c.Action)
		})
		others := slices.ContainsFunc(s.Missing, func(a string) bool { return !slices.Contains(missing, a) })
		// A done step that rests on one which could not be read is unknown, too, and so is
		// one that was over because all that is done with it is done.
		was := statuses(whole)[id]
		unread := func(id string) bool { need, _ := r.Find(id); return need.Status == runbook.StatusUnknown }
		rests := was == runbook.StatusDone && slices.ContainsFunc(e.Step.Needs, unread) || e.Step.EndedBy != "" && was == runbook.StatusNotApplicable && s.Status == runbook.StatusUnknown
		switch {
		case !lacks && !rests:
			is(b.t, r, id, fmt.Sprintf("without %v, which it does not need", missing), statuses(whole)[id])
		case s.Status != runbook.StatusUnknown || len(s.Missing) == 0 || others || !strings.Contains(s.Reason, s.Missing[0]):
			b.t.Errorf("without %v, %s is %s (%s), missing %v", missing, id, s.Status, s.Reason, s.Missing)
		}
	}
	if r.ExitCode() != 2 {
		b.t.Errorf("without %v: exit code %d, not 2", missing, r.ExitCode())
	}
}

// makeUser makes a user who may do these actions, and an access key for it.
func (b *book) makeUser(name string, actions []string) (key, secret string) {
	b.t.Helper()
	api := iam.NewFromConfig(b.cloud.sdk("testing", "testing"))
	done, err := api.CreateUser(b.t.Context(), &iam.CreateUserInput{UserName: aws.String(name)})
	must(b.t, done, err)
	must(b.t, name, b.grant(api, name, actions))
	made, err := api.CreateAccessKey(b.t.Context(), &iam.CreateAccessKeyInput{UserName: aws.String(name)})
	must(b.t, made, err)
	return *made.AccessKey.AccessKeyId, *made.AccessKey.SecretAccessKey
}

// grant lets a user do exactly these actions, by a group of its own: a policy of
// the user's own is a finding. The resource is always *: moto compares none for
// IAM and SNS.
func (b *book) grant(api *iam.Client, user string, actions []string) error {
	document, err := json.Marshal(map[string]any{
		"Version": "2012-10-17", "Statement": map[string]any{"Effect": "Allow", "Action": actions, "Resource": "*"},
	})
	if err != nil {
		return err
	}
	group := aws.String("of-" + user)
	var there *types.EntityAlreadyExistsException
	if _, err := api.CreateGroup(b.t.Context(), &iam.CreateGroupInput{GroupName: group}); err != nil && !errors.As(err, &there) {
		return err
	}
	if _, err := api.AddUserToGroup(b.t.Context(), &iam.AddUserToGroupInput{GroupName: group, UserName: aws.String(user)}); err != nil {
		return err
	}
	_, err = api.PutGroupPolicy(b.t.Context(), &iam.PutGroupPolicyInput{
		GroupName: group, PolicyName: aws.String("may"), PolicyDocument: aws.String(string(document)),
	})
	return err
}

// actionsOf are the actions of a policy document, in order, each once.
func actionsOf(t *testing.T, document string) []string {
	t.Helper()
	var policy struct {
		Statement []struct {
			Effect string
			Action evidence.Values
		}
	}
	if err := json.Unmarshal([]byte(document), &policy); err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, s := range policy.Statement {
		if s.Effect != "Allow" {
			t.Fatalf("a statement says %s", s.Effect)
		}
		actions = append(actions, s.Action...)
	}
	if len(actions) == 0 {
		t.Fatal("the policy allows nothing")
	}
	slices.Sort(actions) // one stands in two statements, where it is allowed under two conditions
	return slices.Compact(actions)
}
