//go:build loop

package loop

import "strings"

const (
	strangersTrust = `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole"}]}'`
	allowAll       = `'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}'`
	denyAll        = `'{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'`
)

// roleDo are the states of a role of the book's before its block.
var roleDo = about([]start{
	{what: "somebody else's trust", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust},
	{what: "sessions of 12 hours", make: `aws iam create-role --role-name ROLE --max-session-duration 43200 --assume-role-policy-document ` + strangersTrust},
	{what: "a permissions boundary", says: "the permissions boundary arn:aws:iam::aws:policy/ReadOnlyAccess",
		make: `aws iam create-role --role-name ROLE --permissions-boundary arn:aws:iam::aws:policy/ReadOnlyAccess --assume-role-policy-document ` + strangersTrust},
	{what: "a policy of AWS too much", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AdministratorAccess`},
	{what: "a policy that refuses all", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AWSDenyAll`},
	{what: "an inline policy too much", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam put-role-policy --role-name ROLE --policy-name own+more@home --policy-document ` + allowAll},
	{what: "an inline policy that refuses all", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam put-role-policy --role-name ROLE --policy-name never --policy-document ` + denyAll},
	{what: "another policy by the book's name", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam put-role-policy --role-name ROLE --policy-name ROLE --policy-document ` + allowAll + `
aws iam put-role-policy --role-name ROLE --policy-name hardbook-verify --policy-document ` + allowAll + `
aws iam put-role-policy --role-name ROLE --policy-name hardbook-shell --policy-document ` + allowAll},
	{what: "many policies", make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
for n in 1 2 3; do aws iam put-role-policy --role-name ROLE --policy-name own-$n --policy-document ` + allowAll + `; done
for n in SecurityAudit ReadOnlyAccess; do aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/$n; done`},
	{what: "a path", stops: "Stopped, nothing was changed: a role of this name exists with a path",
		make: `aws iam create-role --role-name ROLE --path /people/ --assume-role-policy-document ` + strangersTrust},
	{what: "a role for a machine", keeps: `aws iam list-instance-profiles-for-role --role-name ROLE --query InstanceProfiles[].InstanceProfileName`,
		make: `aws iam create-role --role-name ROLE --assume-role-policy-document ` + strangersTrust + `
aws iam create-instance-profile --instance-profile-name machines
aws iam add-role-to-instance-profile --instance-profile-name machines --role-name ROLE`},
})

// roleUndo are the states of a role before its undo, beside the book's own.
var roleUndo = about([]start{
	{what: "nothing was added"},
	{what: "it is gone", make: `for p in $(aws iam list-role-policies --role-name ROLE --query PolicyNames[] --output text); do aws iam delete-role-policy --role-name ROLE --policy-name $p; done
for p in $(aws iam list-attached-role-policies --role-name ROLE --query AttachedPolicies[].PolicyArn --output text); do aws iam detach-role-policy --role-name ROLE --policy-arn $p; done
aws iam delete-role --role-name ROLE`},
	{what: "its policies are gone", make: `for p in $(aws iam list-role-policies --role-name ROLE --query PolicyNames[] --output text); do aws iam delete-role-policy --role-name ROLE --policy-name $p; done`},
	{what: "a policy of AWS was attached", make: `aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/SecurityAudit`},
	{what: "two were attached", make: `for n in SecurityAudit ReadOnlyAccess; do aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/$n; done`},
	{what: "an own policy was attached", keeps: `aws iam list-policies --scope Local --query Policies[].Arn`,
		make: `aws iam attach-role-policy --role-name ROLE --policy-arn "$(aws iam create-policy --policy-name own --policy-document ` + allowAll + ` --query Policy.Arn --output text)"`},
	{what: "an inline policy was added", make: `aws iam put-role-policy --role-name ROLE --policy-name own+more@home --policy-document ` + allowAll},
	{what: "several were", make: `for n in 1 2 3; do aws iam put-role-policy --role-name ROLE --policy-name own-$n --policy-document ` + allowAll + `; done`},
	{what: "it refuses all", make: `aws iam put-role-policy --role-name ROLE --policy-name never --policy-document ` + denyAll},
	{what: "its trust is another", make: `aws iam update-assume-role-policy --role-name ROLE --policy-document ` + strangersTrust},
	{what: "it was tagged", make: `aws iam tag-role --role-name ROLE --tags Key=owner,Value=jo`},
	{what: "a machine uses it", stops: "Stopped, nothing was changed: machines use the role, by the instance profile machines",
		make: `aws iam create-instance-profile --instance-profile-name machines
aws iam add-role-to-instance-profile --instance-profile-name machines --role-name ROLE`},
})

// about are states about a name that is filled in later.
func about(all []start) func(pattern, name string) []start {
	return func(pattern, name string) []start {
		var filled []start
		for _, s := range all {
			for _, text := range []*string{&s.make, &s.stops, &s.says, &s.keeps, &s.ends} {
				*text = strings.ReplaceAll(*text, pattern, name)
			}
			filled = append(filled, s)
		}
		return filled
	}
}

// roleStarts are all blocks that make a role, or delete one.
var roleStarts = []starts{
	{step: "verifier-role", kind: "do", found: roleDo("ROLE", "hardbook-verifier")},
	{step: "operator-role", kind: "do", found: roleDo("ROLE", "hardbook-operator")},
	{step: "support-role", kind: "do", found: roleDo("ROLE", "hardbook-support")},
	{step: "alert-role", kind: "do", found: roleDo("ROLE", "hardbook-alerts")},
	{step: "trail-logs-role", kind: "do", found: roleDo("ROLE", "hardbook-trail-logs")},
	{step: "verifier-role", kind: "undo", found: roleUndo("ROLE", "hardbook-verifier")},
	{step: "operator-role", kind: "undo", found: roleUndo("ROLE", "hardbook-operator")},
	{step: "support-role", kind: "undo", found: roleUndo("ROLE", "hardbook-support")},
	{step: "alert-role", kind: "undo", found: roleUndo("ROLE", "hardbook-alerts")},
	{step: "trail-logs-role", kind: "undo", found: roleUndo("ROLE", "hardbook-trail-logs")},
}
