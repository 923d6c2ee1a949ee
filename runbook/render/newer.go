package render

import (
	"slices"
	"strings"

	"hardbook/runbook/quote"
)

// newestAWS are the versions of the aws command that are known to have all that
// the book uses: those it is tested with.
const newestAWS = "2.36 or, of version 1, 1.46"

// newer are the commands that an aws command in use may not know yet: version
// 2.9.19, which Debian 12 has, does not. A test of the closed loop holds this list
// against that version.
func newer() []string {
	return []string{
		"account disable-region",
		"account enable-region",
		"account get-region-opt-status",
		"account list-regions",
		"ec2 disable-image-block-public-access",
		"ec2 disable-snapshot-block-public-access",
		"ec2 enable-image-block-public-access",
		"ec2 enable-snapshot-block-public-access",
		"ec2 modify-instance-metadata-defaults",
		"iam disable-organizations-root-credentials-management",
		"iam enable-organizations-root-credentials-management",
		"iam list-organizations-features",
	}
}

// isNewEnough are lines that stop a block, before it changes anything, where the aws
// command is too old for it. The command is asked itself: it makes a form to fill
// in, and asks nobody.
func isNewEnough(block Block) string {
	lines := slices.DeleteFunc(newer(), func(command string) bool { return !slices.Contains(block.commands, command) })
	for i, command := range lines {
		lines[i] = "form=$(aws " + command + " --generate-cli-skeleton 2>/dev/null; :)\n" +
			"test -n \"$form\" || { printf '%s\\n' " +
			quote.Shell("Stopped, nothing was changed: this block needs a newer aws: "+newestAWS+". CloudShell has it. Yours does not accept: "+command) + " >&2; exit 1; }\n"
	}
	return strings.Join(lines, "")
}
