package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// VirtualMFADevices is the answer of iam list-virtual-mfa-devices: every
// authenticator app of the account, root's among them. Passkeys, security keys
// and hardware tokens are not in it.
type VirtualMFADevices struct {
	VirtualMFADevices []struct {
		SerialNumber string               // an ARN that holds the device's name
		User         struct{ Arn string } // whose it is
	}
}

// IAMVirtualMFADevices asks for the authenticator apps that are in use. Source:
// IAM API, ListVirtualMFADevices; only a device in use has a User.
var IAMVirtualMFADevices = evidence.Query[VirtualMFADevices]{Call: evidence.Call{
	Command: "iam list-virtual-mfa-devices",
	Params: func(config.Config, ...string) evidence.Params {
		return evidence.Params{"AssignmentStatus": "Assigned"}
	},
	Action: "iam:ListVirtualMFADevices",
}}
