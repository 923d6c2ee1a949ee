package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

// RootSecondDevice gives root a second MFA device, one of which is hardware.
var RootSecondDevice = runbook.Step{
	ID:      "root-second-device",
	Phase:   runbook.Root,
	Who:     runbook.AsRoot,
	Profile: config.Baseline,
	Check:   runbook.From2(calls.IAMAccountSummary, calls.IAMVirtualMFADevices, judgeRootSecondDevice).OrByHand(),
	Refs:    runbook.Refs{CIS: "2.6"},
}

// judgeRootSecondDevice says what can be seen: whether there is a device at all,
// and which are authenticator apps. AWS lists passkeys, security keys and
// hardware tokens of root to nobody, and counts no devices.
func judgeRootSecondDevice(cfg config.Config, s calls.AccountSummary, d calls.VirtualMFADevices) runbook.Verdict {
	if v, ok := judge.Rootless(cfg, s); ok {
		return v
	}
	apps := 0
	for _, device := range d.VirtualMFADevices {
		if device.User.Arn == names.IAM(cfg, "root") {
			apps++
		}
	}
	switch {
	case s.SummaryMap.AccountMFAEnabled != 1:
		return runbook.Todo("the root user has no MFA device, so no second one")
	case apps == 0:
		return runbook.ByHand("root's MFA is a passkey, a security key or another device that is no authenticator app; whether there is a second one only you can see")
	case apps == 1:
		return runbook.ByHand("AWS shows that root has an authenticator app; whether there is a second device only you can see")
	}
	return runbook.ByHand("AWS shows that root has %d authenticator apps; whether there is a passkey or security key beside them only you can see", apps)
}
