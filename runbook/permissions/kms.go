package permissions

import (
	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// kms has the commands about the key for the trail's logs, and about the
// rotation of all keys. A key has no name that IAM could limit an action to: its
// ID is known once it is made.
func kms() map[string][]Permission {
	return map[string][]Permission{
		"kms create-alias":            one("kms:CreateAlias", keys),
		"kms create-key":              one("kms:CreateKey", nil),
		"kms describe-key":            one("kms:DescribeKey", keys),
		"kms enable-key-rotation":     one("kms:EnableKeyRotation", keys),
		"kms get-key-rotation-status": one("kms:GetKeyRotationStatus", keys),
		"kms list-keys":               one("kms:ListKeys", nil),
	}
}

// keys are all keys, and the alias of the book. Making that needs a permission for
// both; the other actions take no alias.
// Source: AWS KMS Developer Guide, Controlling access to aliases.
func keys(cfg config.Config) []string {
	return []string{names.ARN("kms", cfg.Account.HomeRegion, cfg.Account.ID, "alias/"+names.Trail), names.ARN("kms", "*", cfg.Account.ID, "key/*")}
}
