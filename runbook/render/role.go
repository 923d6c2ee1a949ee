package render

import (
	"strings"
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// roleFunctions let the text of a step make and delete a role of the book.
func roleFunctions(cfg config.Config) template.FuncMap {
	arn := func(name string) string { return names.Role(cfg, name) }
	return template.FuncMap{
		"setRole": func(name, description, trust string, kept ...string) string {
			return setRole(arn(name), name, description, trust, kept)
		},
		"deleteRole": func(name string) string { return deleteRole(arn(name), name) },
	}
}

// setRole are the commands that make a role with this trust, a word of a shell,
// and sessions of an hour. They put one that is there right: no boundary, and no
// policies but those that are kept, by name or ARN, for what comes after. A role
// with a path is another role to whoever names it by its ARN: there they stop.
// Source: IAM User Guide, IAM identifiers.
func setRole(arn, name, description, trust string, kept []string) string {
	keep := "('')"
	if len(kept) > 0 {
		keep = "(''|" + strings.Join(kept, "|") + ")"
	}
	return `role=` + name + `
trust=` + trust + `
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query "Role.join(' ', [Arn, not_null(PermissionsBoundary.PermissionsBoundaryArn, 'None')])" --output text
if test -n "$already"; then
aws iam create-role --role-name "$role" --description ` + sh(description) + ` --max-session-duration 3600 --assume-role-policy-document "$trust"
else
case $answer in
(` + arn + `' '*) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: a role of this name exists with a path, so it is not found by its name alone. Delete it, and paste the block again:' "$answer" >&2; exit 1 ;;
esac
boundary=${answer##* }
if test "$boundary" != None; then
aws iam delete-role-permissions-boundary --role-name "$role"
printf '%s %s\n' 'Taken from the role: the permissions boundary' "$boundary"
fi
aws iam update-role --role-name "$role" --description ` + sh(description) + ` --max-session-duration 3600
aws iam update-assume-role-policy --role-name "$role" --policy-document "$trust"
` + strip(keep) + `fi`
}

// deleteRole are the commands that delete a role with its policies. They stop
// where AWS would refuse that in the end.
// Source: IAM API, DeleteRole.
func deleteRole(arn, name string) string {
	return `role=` + name + `
ok_if NoSuchEntity aws iam get-role --role-name "$role" --query Role.Arn --output text
if test -z "$already"; then
case $answer in
(` + arn + `) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: this book did not make the role, which has a path:' "$answer" >&2; exit 1 ;;
esac
used=$(aws iam list-instance-profiles-for-role --role-name "$role" --query 'InstanceProfiles[].InstanceProfileName' --output text)
if test -n "$used"; then
printf '%s %s\n' 'Stopped, nothing was changed: machines use the role, by the instance profile' "$used" >&2
exit 1
fi
` + strip("('')") + `aws iam delete-role --role-name "$role"
fi`
}

// strip are the commands that take the policies of a role away but those of a
// pattern, and say so.
func strip(keep string) string {
	each := func(list, query, take string) string {
		return `found=$(aws iam ` + list + ` --role-name "$role" --query '` + query + `' --output text)
printf '%s\n' "$found" | tr '\t' '\n' | while read -r policy; do
case $policy in
` + keep + ` continue ;;
esac
aws iam ` + take + ` "$policy"
printf '%s %s\n' 'Taken from the role: the policy' "$policy"
done
`
	}
	return each("list-attached-role-policies", "AttachedPolicies[].PolicyArn", `detach-role-policy --role-name "$role" --policy-arn`) +
		each("list-role-policies", "PolicyNames[]", `delete-role-policy --role-name "$role" --policy-name`)
}
