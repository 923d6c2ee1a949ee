package calls

import "hardbook/runbook/evidence"

// PasswordPolicy is the answer of iam get-account-password-policy: what the
// account asks of the console passwords of its users.
// Source: IAM API, PasswordPolicy. AWS leaves out a number that is not set, and
// the SDK does not tell a false from one that AWS did not send: what is not
// there is not asked for.
type PasswordPolicy struct {
	evidence.Absence
	PasswordPolicy struct {
		MinimumPasswordLength      int
		PasswordReusePrevention    int  `json:",omitempty"` // how many passwords back none may come again; 0 for none
		RequireLowercaseCharacters bool `json:",omitempty"`
		RequireUppercaseCharacters bool `json:",omitempty"`
		RequireNumbers             bool `json:",omitempty"`
		RequireSymbols             bool `json:",omitempty"`
		AllowUsersToChangePassword bool `json:",omitempty"`
	}
}

// IAMPasswordPolicy asks for the password policy. Without one AWS's default is
// in force: eight characters of three kinds, and nothing about old passwords.
var IAMPasswordPolicy = evidence.Query[PasswordPolicy]{Call: evidence.Call{
	Command: "iam get-account-password-policy",
	Action:  "iam:GetAccountPasswordPolicy",
	Absent:  noSuchEntity,
}}

// AccountAliases is the answer of iam list-account-aliases: one name, or none.
type AccountAliases struct{ AccountAliases []string }

// IAMAccountAliases asks for the account's name in its sign-in address.
var IAMAccountAliases = evidence.Query[AccountAliases]{Call: evidence.Call{
	Command: "iam list-account-aliases",
	Action:  "iam:ListAccountAliases",
}}

// ServerCertificates is the answer of iam list-server-certificates.
type ServerCertificates struct {
	ServerCertificateMetadataList []struct {
		ServerCertificateName string
		Arn                   string
		Expiration            evidence.Time
	}
}

// IAMServerCertificates asks for the TLS certificates that are kept in IAM.
// Those of AWS Certificate Manager are not among them.
var IAMServerCertificates = evidence.Query[ServerCertificates]{Call: evidence.Call{
	Command: "iam list-server-certificates",
	Action:  "iam:ListServerCertificates",
}}
