// Package calls declares every read-only AWS call that hardbook makes, and the
// part of each answer that some judge looks at. Answers are small structs of
// our own, in the form the aws command line prints.
package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// noSuchEntity is IAM's code for "there is no such thing".
const noSuchEntity = "NoSuchEntity"

// AccountSummary is the part of iam get-account-summary about root.
// Source: IAM API, GetAccountSummary.
type AccountSummary struct {
	SummaryMap struct {
		AccountMFAEnabled        int  // 1 when root has any MFA device: a flag, not a count
		AccountAccessKeysPresent int  // 1 when root has an access key
		AccountPasswordPresent   *int `json:",omitempty"` // 0 when root cannot sign in with a password; older answers do not say
	}
}

// IAMAccountSummary asks for facts about the account's root user.
var IAMAccountSummary = evidence.Query[AccountSummary]{Call: evidence.Call{
	Command: "iam get-account-summary",
	Action:  "iam:GetAccountSummary",
}}

// User is the answer of iam get-user.
type User struct {
	evidence.Absence
	User struct {
		UserName         string
		Arn              string
		PasswordLastUsed evidence.Time `json:",omitempty"` // zero when never used
	}
}

// IAMAdminUser asks for the admin user.
var IAMAdminUser = evidence.Query[User]{Call: evidence.Call{
	Command: "iam get-user",
	Params:  adminUser,
	Action:  "iam:GetUser",
	Absent:  noSuchEntity,
	Narrow:  adminUserARN,
}}

// LoginProfile is the answer of iam get-login-profile: the user can sign in to
// the console with a password.
type LoginProfile struct {
	evidence.Absence
	LoginProfile struct{ UserName string }
}

// IAMAdminLoginProfile asks whether the admin user has a console password.
var IAMAdminLoginProfile = evidence.Query[LoginProfile]{Call: evidence.Call{
	Command: "iam get-login-profile",
	Params:  adminUser,
	Action:  "iam:GetLoginProfile",
	Absent:  noSuchEntity,
	Narrow:  adminUserARN,
}}

// Groups is the answer of iam list-groups-for-user.
type Groups struct {
	evidence.Absence
	Groups []struct{ GroupName string }
}

// IAMAdminGroups asks which groups the admin user is in.
var IAMAdminGroups = evidence.Query[Groups]{Call: evidence.Call{
	Command: "iam list-groups-for-user",
	Params:  adminUser,
	Action:  "iam:ListGroupsForUser",
	Absent:  noSuchEntity,
	Narrow:  adminUserARN,
}}

// AccessKeys is the answer of iam list-access-keys.
type AccessKeys struct {
	evidence.Absence
	AccessKeyMetadata []struct {
		AccessKeyID string `json:"AccessKeyId"`
		Status      string // Active or Inactive
	}
}

// IAMAdminAccessKeys asks for the admin user's access keys.
var IAMAdminAccessKeys = evidence.Query[AccessKeys]{Call: evidence.Call{
	Command: "iam list-access-keys",
	Params:  adminUser,
	Action:  "iam:ListAccessKeys",
	Absent:  noSuchEntity,
	Narrow:  adminUserARN,
}}

// MFADevices is the answer of iam list-mfa-devices.
type MFADevices struct {
	evidence.Absence
	MFADevices []struct{ SerialNumber string }
}

// IAMAdminMFADevices asks for the admin user's MFA devices of every kind.
var IAMAdminMFADevices = evidence.Query[MFADevices]{Call: evidence.Call{
	Command: "iam list-mfa-devices",
	Params:  adminUser,
	Action:  "iam:ListMFADevices",
	Absent:  noSuchEntity,
	Narrow:  adminUserARN,
}}

func adminUser(cfg config.Config, _ ...string) evidence.Params {
	return evidence.Params{"UserName": cfg.Admin.User}
}

func adminUserARN(cfg config.Config) []string {
	return []string{names.Admin(cfg)}
}
