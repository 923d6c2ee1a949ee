//go:build loop

package loop

import (
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// TestOptionsSeesMistakes: the test above would see the mistakes that guides of
// the field make, and those of a slip, and sees none where there is none.
func TestOptionsSeesMistakes(t *testing.T) {
	need(t, testneeds.AWS1, testneeds.AWS2)
	t.Parallel()
	lines := [][2]string{
		{"aws cloudtrail create-trail --name x --bucket-name y", "--s3-bucket-name"},
		{`if true; then x=$(aws cloudtrail create-trail --name x --s3-bucket-name "$y" --multi-region); fi`, "Unknown options: --multi-region"},
		{"aws account put-alternate-contact --alternate-contact-type SECURITY --name x --email-address x@y --phone-number 1", "--title"},
		{`ok_if Conflict aws accessanalyzer create-analyzer --region "$region" --analyzer-name hardbook`, "--type"},
		{"aws iam update-account-password --minimum-password-length 14", "nvalid choice"},
		{"aws iam update-account-password-policy --minimum-password-length fourteen", "fourteen"},
		{"aws ec2 create-vpc-endpoint --vpc-id x --service-name y --vpc-endpoint-policy '{}'", "--vpc-endpoint-policy"},
		{"aws s3control put-public-access-block --account-id 1 --public-access-block-configuration BlockPublicAcl=true", "BlockPublicAcl"},
		{"aws iam get-user --query 'User[' --output text", "Bad value for --query"},
		{"printf 'x\\n' | while read -r x; do\naws iam get-user --no-cli-paper \\\n --user-name=\"$x\" 2>/dev/null </dev/null\ndone", "--no-cli-paper"},
		{`ask us-east-1 name iam get-user --user-name= --named="$item1"`, "--named"},
		{"items us-east-1 'Users[]' iam list-uses", "nvalid choice"},
		{`aws iam update-account-password-policy --minimum-password-length "$x" --require-symbols`, ""},
		{`aws s3api get-bucket-policy --bucket "a${x}" --query "join(' ', [Policy])" | jq -c '.a | aws'`, ""},
		{"case $x in\n(a) aws cloudtrail put-event-selectors --trail-name x --event-selectors \"$merged\" ;;\nesac", ""},
		{`wait_until "State=='x'" us-east-1 name iam generate-credential-report`, ""},
	}
	var orders []order
	for _, line := range lines {
		found := calls(t, line[0])
		if len(found) != 1 {
			t.Fatalf("%s is read as %v", line[0], found)
		}
		orders = append(orders, order{line[0], found[0].Words})
	}
	for _, aws := range awsCommands {
		said := map[string]string{}
		for _, c := range complaints(t, aws, orders) {
			said[c.where] = c.said
		}
		for _, line := range lines {
			if got := said[line[0]]; line[1] == "" && got != "" || !strings.Contains(got, line[1]) {
				t.Errorf("%s says %q about %s", aws, got, line[0])
			}
		}
	}
}
