package calls

import "hardbook/runbook/evidence"

// Traffic is the networks of a Region, and what records their traffic.
type Traffic struct {
	VPCs     []VPC
	FlowLogs []FlowLog
}

// FlowLog records the traffic of a network, a subnet or a network interface.
// Source: Amazon EC2 API, FlowLog.
type FlowLog struct {
	FlowLogId         string
	ResourceId        string // what it records
	FlowLogStatus     string // ACTIVE
	TrafficType       string `json:",omitempty"` // ALL, REJECT or ACCEPT; left out for transit gateways
	DeliverLogsStatus string `json:",omitempty"` // SUCCESS or FAILED
}

type flowLogs struct{ FlowLogs []FlowLog }

// EC2Traffic asks in each Region for its networks and flow logs. The answer is
// keyed by Region.
func EC2Traffic() evidence.Source[map[string]Traffic] {
	return joint(vpcs(), evidence.Regional(evidence.Query[flowLogs]{Call: evidence.Call{
		Command: "ec2 describe-flow-logs",
		Action:  "ec2:DescribeFlowLogs",
	}}), func(v VPCList, f flowLogs) Traffic { return Traffic{v.Vpcs, f.FlowLogs} })
}
