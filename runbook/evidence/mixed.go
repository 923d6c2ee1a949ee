package evidence

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// arnMember finds the account in the ARN of an IAM resource, in JSON.
var arnMember = regexp.MustCompile(`"Arn"\s*:\s*"arn:[a-z-]+:iam::([0-9]{12}):`)

// arnColumn finds it in a credential report.
var arnColumn = regexp.MustCompile(`(?m)^[^,\n]*,arn:[a-z-]+:iam::([0-9]{12}):`)

// mixed is an error when an answer of IAM is about another account: then the
// folder holds answers of two. IAM lists what is the account's own, or AWS's, and
// names its account in each ARN. Answers of other services may name others rightly,
// and most name none: those cannot be told apart.
// Source: IAM User Guide, IAM ARNs.
func mixed(r Request, body []byte, account string) error {
	if !strings.HasPrefix(r.Call.Command, "iam ") {
		return nil
	}
	own := arnMember
	if r.Call.Command == "iam get-credential-report" {
		body, own = reportText(body), arnColumn
	}
	for _, found := range own.FindAllSubmatch(body, -1) {
		if other := string(found[1]); other != account {
			return fmt.Errorf("it is about account %s, and the folder about %s", other, account)
		}
	}
	return nil
}

// reportText is the CSV in the answer of get-credential-report, or nothing.
func reportText(body []byte) []byte {
	var report struct{ Content string }
	if json.Unmarshal(body, &report) != nil {
		return nil // told when it is decoded
	}
	if raw, err := base64.StdEncoding.DecodeString(report.Content); err == nil {
		return raw
	}
	return []byte(report.Content)
}
