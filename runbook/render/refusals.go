package render

import "strings"

// statements is the jq that goes through the statements of a policy but ours.
const statements = `.Statement | if type == "array" then .[] else . end | select(.Sid as $sid | any($ours.Statement[]; .Sid == $sid) | not)`

// sid is the jq that names a statement.
const sid = `.Sid // "without a Sid"`

// merge is the jq that puts our statements into a policy, in the place of those
// with the same names and of some others; what else is there stays.
func merge(others ...string) string {
	rest := statements
	for _, other := range others {
		rest += ` | select(.Sid == "` + other + `" | not)`
	}
	return `.Version = $ours.Version | .Statement = [` + rest + `] + $ours.Statement`
}

// refusals is the jq that names the statements of others which may keep a service
// out: they refuse everybody, or a service, one of these actions on one of these
// resources, each "action resource". Those that refuse only what is sent without
// TLS, or not by a service of AWS, do not.
func refusals(wanted ...string) string {
	list := `["` + strings.Join(wanted, `", "`) + `"]`
	return `def meets($glob): test("^" + ($glob | gsub("\\*"; ".*") | gsub("\\?"; ".")) + "$"; "i"); [` + statements +
		` | select(.Effect == "Deny") | select(.NotPrincipal or .Principal == "*" or .Principal.Service or ([.Principal.AWS?] | flatten | index("*")))` +
		` | select([.Condition.Bool, .Condition.BoolIfExists | objects | keys[] | ascii_downcase] | any(. == "aws:securetransport" or . == "aws:principalisawsservice") | not)` +
		` | . as $s | select(any(` + list + `[] | split(" "); . as [$action, $resource] | any([$s.Action // "*"] | flatten[]; . as $glob | $action | meets($glob)) and any([$s.Resource // "*"] | flatten[]; . as $glob | $resource | meets($glob))))` +
		` | ` + sid + `] | join(" ")`
}
