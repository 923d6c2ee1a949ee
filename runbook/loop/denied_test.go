//go:build loop

package loop

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
)

// denials takes the printed read policy: with it no call of verify is refused,
// and each action in it is needed. With one action less the steps that declare
// it are unknown and name it, and nothing turns done.
func (b *book) denials(boss *iam.Client) {
	t, c := b.t, b.cloud
	actions := actionsOf(t, b.file("policies/verify.json"))
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
	if asked := checked(c.asked(t), true); !slices.Equal(asked, slices.Sorted(slices.Values(actions))) {
		t.Errorf("the printed policy allows %v\nAWS checked        %v", actions, asked)
	}
	for _, denied := range actions {
		rest := slices.DeleteFunc(slices.Clone(actions), func(a string) bool { return a == denied })
		must(t, denied, b.grant(boss, "reader", rest))
		c.forget()
		b.lacking(denied, whole, b.verifyAs(nil, env))
		if refused := checked(c.asked(t), false); !slices.Equal(refused, []string{denied}) {
			t.Errorf("without %s AWS refuses %v", denied, refused)
		}
	}
}

// onlyOpen are actions that a step needs only while it is to do: it looks into
// what must not be there.
var onlyOpen = map[string]string{"default-vpc": "ec2:DescribeNetworkInterfaces"}

// lacking checks a report that was made without one action.
func (b *book) lacking(action string, whole, r runbook.Report) {
	b.t.Helper()
	declared := false
	for _, e := range b.Entries {
		id := e.Step.ID
		s, _ := r.Find(id)
		if onlyOpen[id] != action && slices.ContainsFunc(evidence.Needed(b.Config, e.Step.Check.Calls()), func(c evidence.Call) bool { return c.Action == action }) {
			declared = true
			if s.Status != runbook.StatusUnknown || !slices.Equal(s.Missing, []string{action}) || !strings.Contains(s.Reason, action) {
				b.t.Errorf("without %s, %s is %s (%s), missing %v", action, id, s.Status, s.Reason, s.Missing)
			}
			continue
		}
		is(b.t, r, id, "without "+action+", which it does not need", statuses(whole)[id])
	}
	if !declared {
		b.t.Errorf("no step declares %s, which the printed policy allows", action)
	}
	if r.ExitCode() != 2 {
		b.t.Errorf("without %s: exit code %d, not 2", action, r.ExitCode())
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

// actionsOf are the actions of a policy document.
func actionsOf(t *testing.T, document string) []string {
	t.Helper()
	var policy struct {
		Statement []struct {
			Effect string
			Action []string
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
	return actions
}
