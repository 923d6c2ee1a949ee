//go:build loop

package loop

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/testneeds"
)

// TestTrouble plays the blocks of the chapter "If something goes wrong", in each
// shell and with each version of aws: what they should switch off is off
// afterwards, and on again after the undo.
func TestTrouble(t *testing.T) {
	slow(t)
	need(t, "zsh", testneeds.AWS2)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	admin, group := b.Config.Admin.User, b.Config.Admin.Group
	for _, id := range []string{"admin-user", "verifier-role"} {
		b.must("do", id)
	}
	key, _ := b.makeKey(admin)
	b.mustRun("aws cloudwatch put-metric-alarm --alarm-name calm --namespace n --metric-name m --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold")
	b.mustRun("aws cloudwatch put-metric-alarm --alarm-name rings --namespace n --metric-name m --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold")
	b.mustRun("aws cloudwatch set-alarm-state --alarm-name rings --state-value ALARM --state-reason because")
	disk := b.mustRun("aws ec2 create-volume --region eu-west-1 --availability-zone eu-west-1a --size 7 --query VolumeId --output text")

	users := "aws iam list-attached-user-policies --user-name " + admin + "; aws iam list-user-policies --user-name " + admin
	keys := "aws iam list-access-keys --user-name " + admin + " --query 'AccessKeyMetadata[].Status' --output text"
	devices := "aws iam list-mfa-devices --user-name " + admin + "; aws iam list-virtual-mfa-devices"
	groups := "aws iam list-group-policies --group-name " + group

	for _, reader := range []struct {
		shell []string
		use   func()
	}{{[]string{"bash", "-c"}, b.useV1}, {[]string{"zsh", "-f", "-c"}, b.useV2}} {
		reader.use()
		b.must("do", "admin-mfa")
		b.must("do", "require-mfa")
		play := func(names, typed string) string { return b.trouble(reader.shell, names, typed) }
		// between holds that a block puts a word into what a command reads, or
		// takes it away.
		between := func(read, word string, there bool, names, typed string) string {
			t.Helper()
			if before := b.mustRun(read); strings.Contains(before, word) == there {
				t.Fatalf("before the block with %q there is already: %s", names, before)
			}
			printed := play(names, typed)
			if after := b.mustRun(read); strings.Contains(after, word) != there {
				t.Errorf("after the block with %q there is: %s", names, after)
			}
			return printed
		}

		printed := between(keys, "Inactive", true, "--status Inactive", key+"\n")
		_, undo, _ := strings.Cut(printed, "Undo:\n")
		b.mustRun(undo)
		if got := b.mustRun(keys); strings.TrimSpace(got) != "Active" {
			t.Errorf("after the undo that the block printed the key is %s", got)
		}
		between(users, "AWSDenyAll", true, "attach-user-policy", "")
		between(users, "hardbook-cut-sessions", true, "put-user-policy", "")
		cut := b.mustRun("aws iam get-user-policy --user-name " + admin + " --policy-name hardbook-cut-sessions --query 'PolicyDocument.Statement[0].[Effect,Action,Condition.DateLessThan.\"aws:TokenIssueTime\"]' --output text")
		word := strings.Fields(cut)
		if since, err := time.Parse(time.RFC3339, word[len(word)-1]); err != nil || time.Since(since).Abs() > time.Minute || word[0] != "Deny" || word[1] != "*" {
			t.Errorf("sessions are cut by %s (%v)", cut, err)
		}
		between(users, "AWSDenyAll", false, "detach-user-policy", "")
		between(users, "hardbook-cut-sessions", false, "delete-user-policy", "")
		if seen := play("list-roles", ""); !regexp.MustCompile(`(?s)\thardbook-verifier\n.*\t` + admin + `\n.*` + admin + `\t` + key + `\tActive\t.*:mfa/` + admin + `\t`).MatchString(seen) {
			t.Errorf("who is there is shown as\n%s", seen)
		}
		between(devices, ":mfa/"+admin, false, "deactivate-mfa-device", "")
		between(groups, "hardbook-require-mfa", false, "delete-group-policy", "")
		if seen := play("describe-alarms", ""); !strings.HasPrefix(seen, "rings\tbecause") || strings.Contains(seen, "calm") {
			t.Errorf("the alarms that ring are %s", seen)
		}
		if seen := play("describe-volumes", ""); !strings.Contains(seen, "eu-west-1\n"+strings.TrimSpace(disk)+"\t7\t") {
			t.Errorf("a disk in eu-west-1 is not shown:\n%s", seen)
		}
	}

	b.must("do", "admin-mfa")
	b.must("do", "require-mfa")
	before := b.mustRun(users + ";" + devices + ";" + groups)
	elsewhere := newBook(t, b.cloud, "222233334444")
	for _, block := range elsewhere.troubles() {
		if !strings.Contains(block, "read -r key") && !strings.Contains(block, "describe-volumes") {
			elsewhere.run(block) // a key names its account, and the other is slow and only reads
		}
	}
	if after := b.mustRun(users + ";" + devices + ";" + groups); after != before {
		t.Errorf("blocks for another account change\n%sto\n%s", before, after)
	}
}

// TestTroubleHazards: no block of the chapter holds what a paste would change.
// Each is one command to the shell, so one that is cut short does nothing.
func TestTroubleHazards(t *testing.T) {
	need(t, "shellcheck")
	t.Parallel()
	b := newBook(t, nil, account)
	for _, block := range b.troubles() {
		for _, hazard := range hazards {
			if strings.HasPrefix(hazard.why, "set -e") {
				continue // the guard sets it; these blocks join their commands by && instead
			}
			if found := regexp.MustCompile(hazard.pattern).FindString(block); found != "" {
				t.Errorf("%q: %s\n%s", found, hazard.why, block)
			}
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		for _, line := range lines[:len(lines)-1] {
			if lines[0] != "(" && !strings.HasSuffix(line, "&&") {
				t.Errorf("a line ends a command before the block ends: %s", line)
			}
		}
		b.write("block.sh", block)
		if r := b.run("shellcheck -s bash -e SC2016 ~/../block.sh"); r.code != 0 {
			t.Errorf("%s", r.out)
		}
	}
}

// troubles are the blocks of the chapter, as the book shows them.
func (b *book) troubles() []string {
	b.t.Helper()
	_, chapter, ok := strings.Cut(b.file("runbook.md"), "\n## If something goes wrong\n")
	if !ok {
		b.t.Fatal("the book has no chapter for when something goes wrong")
	}
	chapter, _, _ = strings.Cut(chapter, "\n## ")
	var blocks []string
	for _, found := range regexp.MustCompile("(?ms)^```sh\n(.*?)^```$").FindAllStringSubmatch(chapter, -1) {
		blocks = append(blocks, found[1])
	}
	if len(blocks) == 0 {
		b.t.Fatal("the chapter has no blocks")
	}
	return blocks
}

// trouble plays the one block of the chapter that has these words in it, and
// types this. It must succeed.
func (b *book) trouble(shell []string, words, typed string) string {
	b.t.Helper()
	var block string
	for _, found := range b.troubles() {
		if strings.Contains(found, words) {
			if block != "" {
				b.t.Fatalf("two blocks have %q", words)
			}
			block = found
		}
	}
	if block == "" {
		b.t.Fatalf("no block has %q", words)
	}
	cmd := exec.Command(shell[0], append(shell[1:], block)...)
	cmd.Env, cmd.Dir, cmd.Stdin = b.env(), b.home, strings.NewReader(typed)
	r := b.finish(cmd)
	if r.code != 0 {
		b.t.Fatalf("the block with %q ends with %d\n%s\n%s", words, r.code, block, r.out)
	}
	return r.out
}
