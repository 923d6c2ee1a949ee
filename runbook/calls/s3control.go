package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// AccountPublicAccess is the answer of s3control get-public-access-block: what
// holds for all buckets of the account, be it set in the account or by its
// organization. Source: Amazon S3 API, S3 Control GetPublicAccessBlock.
type AccountPublicAccess struct {
	evidence.Absence
	PublicAccessBlockConfiguration struct {
		BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets bool
	}
}

// S3AccountPublicAccess asks whether the account keeps its buckets from being
// public. The action has another name than the call: the Service Authorization
// Reference has it among the actions of Amazon S3.
var S3AccountPublicAccess = evidence.Query[AccountPublicAccess]{Call: evidence.Call{
	Command: "s3control get-public-access-block",
	Params: func(cfg config.Config, _ ...string) evidence.Params {
		return evidence.Params{"AccountId": cfg.Account.ID}
	},
	Action: "s3:GetAccountPublicAccessBlock",
	Absent: "NoSuchPublicAccessBlockConfiguration",
}}
