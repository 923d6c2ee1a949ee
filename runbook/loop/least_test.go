//go:build loop

package loop

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/iam"

	"hardbook/runbook"
)

// TestLeastPrivilege hardens an account with permissions checked. The operator
// can do its steps with the policy of the book, needs each action of it, and
// can do nothing else. Then verify reads the account with the read policy, and
// with parts of it (see denials). At last the operator can undo its steps,
// but only with the policy for that.
//
// Resources are widened to * for this: moto compares them only for S3. What
// the documents narrow is tested on the documents.
func TestLeastPrivilege(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.cloud.play(good.overlay())
	b.publishCharges(t)
	b.ownVPC()
	b.seeded("unused-regions")
	boss := iam.NewFromConfig(b.cloud.sdk(b.makeUser("boss", []string{"iam:*"})))
	for _, e := range b.Entries {
		id := e.Step.ID
		if e.Step.Who != runbook.AsOperator && id != "remove-operator" && b.block("do", id) != "" {
			b.must("do", id)
		}
	}
	// One detector is there already and switched off: it is to be switched on.
	if r := b.run("aws guardduty create-detector --region eu-west-1 --no-enable"); r.code != 0 {
		t.Fatal(r.out)
	}
	// A bucket is there, and a subscription with a filter: both are to be put right.
	b.mustRun("aws s3api create-bucket --bucket hardbook-flow-logs-" + account)
	b.mustRun(`aws sns subscribe --topic-arn $(aws sns create-topic --name hardbook-security --query TopicArn --output text) --protocol email \
  --notification-endpoint one@example.com --attributes '{"FilterPolicy":"{\"never\":[\"x\"]}"}'`)
	policies := b.folder() + "/policies/"
	do, undo := widened(t, policies+runbook.OperatorPolicy+".json"), widened(t, policies+runbook.UndoPolicy+".json")
	must(t, do, b.give(boss, "hardbook-operator", "hardbook-operator", do))
	session := b.session("hardbook-operator")

	b.cloud.enforce(t, "0")
	b.cloud.forget()
	operators := b.steps(runbook.AsOperator)
	for _, id := range operators {
		if r := b.mustBy([]string{"bash"}, "do", id, session...); strings.Contains(r.out, "Note: this step is written for") {
			t.Errorf("%s does not take the operator for itself:\n%s", id, r.out)
		}
	}
	b.checkedAll("the do blocks", do, nil)
	b.refused(session, operators)

	b.cloud.enforce(t, "inf")
	b.must("do", "operator-role") // with its own policy again
	standing(t, b, b.verify(), hardened, false)
	b.denials(boss)

	must(t, do, b.give(boss, "hardbook-operator", "hardbook-operator", do))
	must(t, undo, b.give(boss, "hardbook-operator", "hardbook-operator-undo", undo))
	b.cloud.forget()
	// A default network without some of its parts is put right as well.
	for _, lost := range []string{"aws ec2 create-default-vpc\n" + dropNets + dropGate, dropRoute} {
		b.cloud.enforce(t, "inf")
		b.mustRun("set -e\n" + lost)
		b.cloud.enforce(t, "0")
		b.mustBy([]string{"bash"}, "undo", "default-vpc", session...)
	}
	for _, id := range slices.Backward(operators) {
		if b.block("undo", id) != "" {
			b.mustBy([]string{"bash"}, "undo", id, session...)
		}
	}
	b.checkedAll("the undo blocks", undo, actionsOf(t, do))
}

// refused holds that the operator is refused whatever is not its work.
func (b *book) refused(session, operators []string) {
	b.t.Helper()
	for _, line := range []string{
		"iam create-user --user-name intruder", "iam create-access-key --user-name " + b.Config.Admin.User,
		"iam attach-role-policy --role-name hardbook-operator --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
		"cloudtrail stop-logging --name hardbook-trail", "cloudtrail delete-trail --name hardbook-trail",
		"s3api delete-bucket --bucket hardbook-trail-" + account, "s3api list-objects-v2 --bucket hardbook-trail-" + account, "ec2 run-instances", "sts assume-role --role-arn arn:aws:iam::" + account + ":role/hardbook-verifier --role-session-name test",
	} {
		r := b.run("aws "+line, session...)
		if r.code == 0 || !strings.Contains(r.out, "AccessDenied") && !strings.Contains(r.out, "UnauthorizedOperation") {
			b.t.Errorf("the operator may: aws %s (exit code %d)\n%s", line, r.code, r.out)
		}
	}
	for _, id := range operators {
		if factsOf(b.t, id).OneAction != "" || b.block("undo", id) == "" {
			continue
		}
		if r := b.shell([]string{"bash"}, "undo", id, session...); r.code == 0 {
			b.t.Errorf("the operator can undo %s without the policy for that:\n%s", id, r.out)
		}
	}
}

// checkedAll holds that AWS checked each action of a policy, refused none, and
// checked no other, but for those in besides.
func (b *book) checkedAll(what, policy string, besides []string) {
	b.t.Helper()
	checks := b.cloud.asked(b.t)
	if denied := checked(checks, false); len(denied) > 0 {
		b.t.Errorf("%s were refused %v", what, denied)
	}
	allowed := slices.DeleteFunc(checked(checks, true), func(a string) bool { return slices.Contains(besides, a) })
	if want := slices.Sorted(slices.Values(actionsOf(b.t, policy))); !slices.Equal(allowed, want) {
		b.t.Errorf("%s need %v\nthe policy allows %v", what, allowed, want)
	}
}

// give puts a policy into a role.
func (b *book) give(api *iam.Client, role, name, document string) error {
	_, err := api.PutRolePolicy(b.t.Context(), &iam.PutRolePolicyInput{
		RoleName: &role, PolicyName: &name, PolicyDocument: &document,
	})
	return err
}

// widened is a policy document on every resource.
func widened(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	must(t, raw, err)
	var document struct {
		Version   string
		Statement []map[string]any
	}
	must(t, raw, json.Unmarshal(raw, &document))
	for _, s := range document.Statement {
		s["Resource"] = "*"
	}
	wide, err := json.Marshal(document)
	must(t, wide, err)
	return string(wide)
}
