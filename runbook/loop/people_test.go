//go:build loop

package loop

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"hardbook/runbook"
)

// TestStricterPasswords: what is stricter than the book stays, what is weaker
// goes, and nothing is lost to the rest being replaced.
func TestStricterPasswords(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	api := iam.NewFromConfig(b.cloud.sdk("testing", "testing"))
	for _, test := range []struct{ length, days, wantLength, wantDays int32 }{
		{20, 90, 20, 90}, {8, 30, 14, 30}, {20, 0, 20, 0}, {6, 0, 14, 0},
	} {
		before := &iam.UpdateAccountPasswordPolicyInput{MinimumPasswordLength: aws.Int32(test.length), PasswordReusePrevention: aws.Int32(5)}
		if test.days > 0 {
			before.MaxPasswordAge = aws.Int32(test.days)
		}
		done, err := api.UpdateAccountPasswordPolicy(t.Context(), before)
		must(t, done, err)
		is(t, b.verify("--only", "password-policy"), "password-policy", "before", runbook.StatusTodo)
		if r := b.must("do", "password-policy"); !strings.Contains(r.out, `"PasswordReusePrevention": 5`) {
			t.Errorf("the old policy is not shown:\n%s", r.out)
		}
		is(t, b.verify("--only", "password-policy"), "password-policy", "after", runbook.StatusDone)
		after, err := api.GetAccountPasswordPolicy(t.Context(), &iam.GetAccountPasswordPolicyInput{})
		must(t, after, err)
		p := after.PasswordPolicy
		if got := aws.ToInt32(p.MinimumPasswordLength); got != test.wantLength {
			t.Errorf("of length %d the block makes %d, not %d", test.length, got, test.wantLength)
		}
		if got := aws.ToInt32(p.MaxPasswordAge); got != test.wantDays {
			t.Errorf("of expiry after %d days the block makes %d", test.days, got)
		}
		if aws.ToBool(p.HardExpiry) {
			t.Error("the block locks out who comes back after a holiday")
		}
	}
}

// TestAlias: another alias is replaced and shown, and one that somebody else has
// stops the block in words.
func TestAlias(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	api := iam.NewFromConfig(b.cloud.sdk("testing", "testing"))
	done, err := api.CreateAccountAlias(t.Context(), &iam.CreateAccountAliasInput{AccountAlias: aws.String("before")})
	must(t, done, err)
	if r := b.must("do", "account-alias"); !strings.Contains(r.out, "The alias until now: before\n") {
		t.Errorf("the old alias is not shown:\n%s", r.out)
	}
	is(t, b.verify("--only", "account-alias"), "account-alias", "after", runbook.StatusDone)

	b.aws(`case "$2" in
get-caller-identity) echo ` + account + ` arn:aws:iam::` + account + `:user/iam-admin ;;
list-account-aliases) echo None ;;
*) echo "An error occurred (EntityAlreadyExists) when calling the CreateAccountAlias operation: The account alias already exists." >&2; exit 254 ;;
esac`)
	r := b.shell([]string{"bash"}, "do", "account-alias")
	if r.code == 0 || !strings.Contains(r.out, "Stopped, nothing was changed: another AWS account has this alias.") || strings.Contains(r.out, "nothing to do") {
		t.Errorf("with an alias that somebody else has, the block ends with %d:\n%s", r.code, r.out)
	}
}
