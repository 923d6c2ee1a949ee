package calls

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

// SnapshotSharing is the answer of ec2 get-snapshot-block-public-access-state
// in one Region. Source: Amazon EC2 API, GetSnapshotBlockPublicAccessState.
type SnapshotSharing struct {
	State string // block-all-sharing, block-new-sharing or unblocked
}

// EC2SnapshotSharing asks in each Region whether snapshots of disks can be
// shared with everybody. The answer is keyed by Region.
func EC2SnapshotSharing() evidence.Source[map[string]SnapshotSharing] {
	return evidence.Regional(evidence.Query[SnapshotSharing]{Call: evidence.Call{
		Command: "ec2 get-snapshot-block-public-access-state",
		Action:  "ec2:GetSnapshotBlockPublicAccessState",
	}})
}

// ImageSharing is the answer of ec2 get-image-block-public-access-state in one
// Region. Source: Amazon EC2 API, GetImageBlockPublicAccessState.
type ImageSharing struct {
	ImageBlockPublicAccessState string // block-new-sharing or unblocked
}

// EC2ImageSharing asks in each Region whether images of machines can be shared
// with everybody. The answer is keyed by Region.
func EC2ImageSharing() evidence.Source[map[string]ImageSharing] {
	return evidence.Regional(evidence.Query[ImageSharing]{Call: evidence.Call{
		Command: "ec2 get-image-block-public-access-state",
		Action:  "ec2:GetImageBlockPublicAccessState",
	}})
}

// MetadataDefaults is the answer of ec2 get-instance-metadata-defaults in one
// Region. Source: Amazon EC2 API, GetInstanceMetadataDefaults.
type MetadataDefaults struct {
	AccountLevel struct {
		HttpTokens string `json:",omitempty"` // required, optional, or left out where nothing was set
	}
}

// EC2MetadataDefaults asks in each Region what new machines get for the service
// that hands out their credentials. The answer is keyed by Region.
func EC2MetadataDefaults() evidence.Source[map[string]MetadataDefaults] {
	return evidence.Regional(evidence.Query[MetadataDefaults]{Call: evidence.Call{
		Command: "ec2 get-instance-metadata-defaults",
		Action:  "ec2:GetInstanceMetadataDefaults",
	}})
}
