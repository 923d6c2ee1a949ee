package render

import (
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// adminFunctions let the text of a step make sure whom it is about to change.
func adminFunctions(cfg config.Config) template.FuncMap {
	return template.FuncMap{"ownAdmin": func() string { return ownAdmin(cfg) }}
}

// ownAdmin are the commands that stop where the user of the config is another
// one, with a path, since the roles of the book trust the one without; or where
// somebody else is in its group, since what the group gets they get as well.
// $user and $group are the names then, and $there is empty where there is no user.
// Source: IAM User Guide, IAM identifiers.
func ownAdmin(cfg config.Config) string {
	return `user=` + sh(cfg.Admin.User) + `
group=` + sh(cfg.Admin.Group) + `
there=
ok_if NoSuchEntity aws iam get-user --user-name "$user" --query User.Arn --output text
if test -z "$already"; then
there=$answer
case $there in
(` + sh(names.Admin(cfg)) + `) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: the roles of this book trust a user without a path. Choose another name for the user in hardbook.yaml, and generate the book anew. This one is' "$there" >&2; exit 1 ;;
esac
fi
ok_if NoSuchEntity aws iam get-group --group-name "$group" --query "Users[?to_string(UserName=='$user')=='false'].UserName" --output text
if test -z "$already"; then
case $answer in
(''|None) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: whoever is in the group gets what the group gets. Take these users out of it, or choose another name for the group in hardbook.yaml, and generate the book anew:' "$answer" >&2; exit 1 ;;
esac
fi`
}
