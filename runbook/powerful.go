package runbook

import (
	"strings"

	"hardbook/runbook/config"
)

// TicksChapter is the chapter of the book that shows how to verify.
const TicksChapter = "Let hardbook tick the steps off"

// Powerful says what somebody with this ARN can do beyond reading, in a clause
// about "these credentials": for root, the admin user, the operator and whoever
// has the name of an administrator. For anybody else it is "".
func Powerful(cfg config.Config, arn string) string {
	user, role := named(arn, "user/"), named(arn, "assumed-role/")
	switch {
	case arn == AsRoot.Pattern(cfg):
		return "are the root user's: they can do everything in account " + cfg.Account.ID
	case user != "" && user == cfg.Admin.User:
		return "are those of " + user + ": they can decide who may do what"
	case role == "hardbook-"+string(AsOperator):
		return "are those of " + role + ": they can change settings"
	case strings.Contains(strings.ToLower(user+role), "admin"), role == "OrganizationAccountAccessRole":
		return "look like an administrator's, by the name " + user + role + ": they may be able to do everything"
	}
	return ""
}

// named is the name behind kind in an ARN, without the path of a user or the
// session of a role: those are chosen freely and say nothing.
func named(arn, kind string) string {
	parts := strings.SplitN(arn, ":", 6) // arn:aws:iam::111122223333:user/path/name
	if len(parts) < 6 {
		return ""
	}
	name, ok := strings.CutPrefix(parts[5], kind)
	if !ok {
		return ""
	}
	if kind == "user/" {
		return name[strings.LastIndex(name, "/")+1:]
	}
	role, _, _ := strings.Cut(name, "/")
	return role
}
