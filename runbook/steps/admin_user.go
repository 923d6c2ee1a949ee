package steps

import (
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
)

// AdminUser makes the IAM user that does identity work in root's place.
var AdminUser = runbook.Step{
	ID:       "admin-user",
	Phase:    runbook.Identity,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.From1(ask.IAMAdmin(), judgeAdminUser),
	Policies: []string{shellPolicy},
	Refs:     runbook.Refs{CIS: "2.13", SSB: "ACCT.03,ACCT.04"},
}

// shellPolicy names the document that gives a shell and nothing else.
const shellPolicy = "admin-shell"

func judgeAdminUser(cfg config.Config, a ask.Admin) runbook.Verdict {
	user := cfg.Admin.User
	if a.User.Absent {
		return runbook.Todo("there is no user %s", user)
	}
	if !strings.EqualFold(a.User.User.UserName, user) {
		return runbook.Unknown("asked about the user %s, AWS told about %s", user, a.User.User.UserName)
	}
	if a.AccessKeys.Absent || a.Groups.Absent {
		return runbook.Unknown("AWS says both that there is a user %s and that there is not; read it again", user)
	}
	var problems []string
	if a.LoginProfile.Absent {
		problems = append(problems, "has no console password")
	}
	if !inGroup(a.Groups, cfg.Admin.Group) {
		problems = append(problems, "is not in the group "+cfg.Admin.Group)
	}
	for _, key := range a.AccessKeys.AccessKeyMetadata {
		problems = append(problems, "has the access key "+key.AccessKeyID)
	}
	for _, c := range a.ServiceCredentials.ServiceSpecificCredentials {
		if strings.EqualFold(c.UserName, user) {
			problems = append(problems, "has the "+forService(c))
		}
	}
	if len(problems) > 0 {
		return runbook.Todo("%s %s", user, and(problems))
	}
	return runbook.Done("%s has a console password, is in %s and has no access keys", user, cfg.Admin.Group)
}

func inGroup(groups ask.Groups, name string) bool {
	for _, g := range groups.Groups {
		if strings.EqualFold(g.GroupName, name) { // IAM names differ by more than case
			return true
		}
	}
	return false
}
