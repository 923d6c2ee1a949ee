package ask

import "hardbook/runbook/evidence"

// EBSEncryption is the answer of ec2 get-ebs-encryption-by-default in one
// Region. Source: Amazon EC2 API, GetEbsEncryptionByDefault.
type EBSEncryption struct {
	EbsEncryptionByDefault bool // new disks and copies of snapshots are encrypted
}

// EC2EBSEncryption asks in each Region whether new disks are encrypted. The
// answer is keyed by Region.
func EC2EBSEncryption() evidence.Source[map[string]EBSEncryption] {
	return evidence.Regional(evidence.Query[EBSEncryption]{Call: evidence.Call{
		Command: "ec2 get-ebs-encryption-by-default",
		Action:  "ec2:GetEbsEncryptionByDefault",
	}})
}
