package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// InstanceList is the answer of ec2 describe-instances in one Region.
type InstanceList struct {
	Reservations []struct{ Instances []Instance }
}

// Instance is a virtual machine. Source: Amazon EC2 API, Instance and
// InstanceMetadataOptionsResponse.
type Instance struct {
	InstanceId      string
	State           struct{ Name string } `json:",omitempty"` // running, stopped, terminated …
	MetadataOptions struct {
		HttpTokens   string // required or optional
		HttpEndpoint string // enabled or disabled
	}
}

// EC2Instances asks in each Region for the machines that are there: those that
// are deleted for good stay in the list for an hour, and are left out. The
// answer is keyed by Region.
func EC2Instances() evidence.Source[map[string]InstanceList] {
	return evidence.Regional(evidence.Query[InstanceList]{Call: evidence.Call{
		Command: "ec2 describe-instances",
		Params: func(config.Config, ...string) evidence.Params {
			return evidence.Params{"Filters": evidence.Filters{"instance-state-name": "pending,running,stopping,stopped"}}
		},
		Action: "ec2:DescribeInstances",
	}})
}
