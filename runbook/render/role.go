package render

import (
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// role is one that the book makes.
type role struct {
	Name, ARN, Description string
	Trust                  string   // a word of a shell
	Keep                   []string // policies that stay for what comes after, by name or ARN
}

// roleFunctions let the text of a step make and delete a role of the book. One that
// is there is put right: no boundary, and no policies but those that are kept. A
// role with a path is another role to whoever names it by its ARN: there they stop.
// Sources: IAM User Guide, IAM identifiers; IAM API, DeleteRole.
func roleFunctions(cfg config.Config, s shared) template.FuncMap {
	return template.FuncMap{
		"setRole": func(name, description, trust string, kept ...string) (string, error) {
			return s.fill("set-role", role{name, names.Role(cfg, name), description, trust, kept})
		},
		"deleteRole": func(name string) (string, error) {
			return s.fill("delete-role", role{Name: name, ARN: names.Role(cfg, name)})
		},
	}
}

// adminFunctions let the text of a step stop where the user of the config is another
// one, with a path, since the roles of the book trust the one without; or where
// somebody else is in its group, since what the group gets they get as well.
// $user and $group are the names then, and $there is empty where there is no user.
// Source: IAM User Guide, IAM identifiers.
func adminFunctions(cfg config.Config, s shared) template.FuncMap {
	return template.FuncMap{"ownAdmin": func() (string, error) {
		return s.fill("own-admin", struct {
			config.Config
			AdminARN string
		}{cfg, names.Admin(cfg)})
	}}
}
