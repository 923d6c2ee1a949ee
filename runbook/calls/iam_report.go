package calls

import (
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"hardbook/runbook/evidence"
)

// CredentialReport is the answer of iam get-credential-report.
// Source: IAM User Guide, Generate credential reports for your AWS account.
type CredentialReport struct {
	Content       CredentialRows
	GeneratedTime evidence.Time // the report may be up to four hours old
}

// CredentialRows are the report's rows by user name, each by column name.
type CredentialRows map[string]map[string]string

// RootRow names the report's row about the root user.
const RootRow = "<root_account>"

// IAMCredentialReport asks for the credential report, once AWS has made it.
var IAMCredentialReport = evidence.After(
	evidence.Call{
		Command: "iam generate-credential-report",
		Action:  "iam:GenerateCredentialReport",
		Until:   "State == 'COMPLETE'",
	},
	evidence.Query[CredentialReport]{Call: evidence.Call{
		Command: "iam get-credential-report",
		Action:  "iam:GetCredentialReport",
	}})

// UnmarshalJSON reads the CSV, base64-encoded or plain.
func (r *CredentialRows) UnmarshalJSON(b []byte) error {
	var content string
	if err := json.Unmarshal(b, &content); err != nil {
		return err
	}
	if raw, err := base64.StdEncoding.DecodeString(content); err == nil {
		content = string(raw)
	}
	// Source: IAM User Guide, IAM and AWS STS quotas: 5,000 users. The report has
	// some 20 columns.
	const most = 500_000
	if strings.Count(content, ",")+strings.Count(content, "\n") > most {
		return fmt.Errorf("credential report: it has over %d cells, more than any real one", most)
	}
	lines, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		return fmt.Errorf("credential report: %w", err)
	}
	if len(lines) == 0 || len(lines[0]) == 0 || lines[0][0] != "user" {
		return errors.New("credential report: the first column is not \"user\"")
	}
	*r = CredentialRows{}
	for _, line := range lines[1:] {
		if _, twice := (*r)[line[0]]; twice {
			return fmt.Errorf("credential report: two rows for %q", line[0])
		}
		row := map[string]string{}
		for i, column := range lines[0] {
			row[column] = line[i]
		}
		(*r)[line[0]] = row
	}
	return nil
}

// LastUse is the latest of a user's dates in the named columns, zero when all
// say that nothing was ever used. A column that is missing or holds something
// else is an error: it must not read as "never".
func (r CredentialRows) LastUse(user string, columns ...string) (time.Time, error) {
	var last time.Time
	row, ok := r[user]
	if !ok {
		return last, fmt.Errorf("the credential report has no row for %s", user)
	}
	for _, column := range columns {
		switch value := row[column]; value {
		case "N/A", "no_information":
		default:
			t, err := time.Parse(time.RFC3339, value)
			if err != nil {
				return last, fmt.Errorf("the credential report's %s of %s is %q, not a time", column, user, value)
			}
			if t.After(last) {
				last = t
			}
		}
	}
	return last.UTC(), nil
}
