package act

import "hardbook/runbook/config"

// kms has the commands about the key for the trail's logs, and about the
// rotation of all keys. A key has no name that IAM could limit an action to: its
// ID is known once it is made.
func kms() map[string][]Permission {
	return map[string][]Permission{
		"kms create-alias":            one("kms:CreateAlias", aliasedKeys),
		"kms create-key":              one("kms:CreateKey", nil),
		"kms describe-key":            one("kms:DescribeKey", anyKey),
		"kms enable-key-rotation":     one("kms:EnableKeyRotation", anyKey),
		"kms get-key-rotation-status": one("kms:GetKeyRotationStatus", anyKey),
		"kms list-keys":               one("kms:ListKeys", nil),
	}
}

func anyKey(cfg config.Config) []string {
	return []string{"arn:aws:kms:*:" + cfg.Account.ID + ":key/*"}
}

// aliasedKeys are what making the book's alias needs a permission for: the alias
// and the key.
// Source: AWS KMS Developer Guide, Controlling access to aliases.
func aliasedKeys(cfg config.Config) []string {
	return []string{"arn:aws:kms:" + cfg.Account.HomeRegion + ":" + cfg.Account.ID + ":alias/hardbook-trail", "arn:aws:kms:" + cfg.Account.HomeRegion + ":" + cfg.Account.ID + ":key/*"}
}
