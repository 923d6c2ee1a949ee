// Package filterpattern has the events that ring the alarms of CIS 5.1 to 5.15, in one
// table from which the book's commands and the check of them follow, and works
// out what patterns of CloudWatch Logs find.
package filterpattern

import (
	"strings"

	"hardbook/runbook/names"
)

// An Alarm rings when something happens in the account.
type Alarm struct {
	Number  string // in the CIS AWS Foundations Benchmark v7.0.0
	Name    string // of the metric filter, its metric and the alarm that the book makes
	Pattern string // of the metric filter
	Words   string // what happened, as a clause
}

// Table lists the alarms.
// Source: CIS AWS Foundations Benchmark, section 5 (4 in v2 and v3), whose
// patterns these mean. Where all events of one are events of one service, the
// service is named as well: others have events of the same names.
func Table() []Alarm {
	return []Alarm{
		row("5.1", "refused-calls", `{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }`,
			"somebody was refused a call to AWS"),
		row("5.2", "sign-in-without-mfa", `{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }`,
			"an IAM user signed in to the console without MFA"),
		row("5.3", "root", `{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }`,
			"root did something"),
		row("5.4", "iam-policies", events("iam", "DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy",
			"CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion", "AttachRolePolicy", "DetachRolePolicy", "AttachUserPolicy",
			"DetachUserPolicy", "AttachGroupPolicy", "DetachGroupPolicy"),
			"somebody changed who may do what: a policy of IAM"),
		row("5.5", "trails", events("cloudtrail", "CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
			"somebody changed or stopped a trail"),
		row("5.6", "failed-sign-ins", `{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }`,
			"somebody failed to sign in to the console"),
		row("5.7", "keys", events("kms", "DisableKey", "ScheduleKeyDeletion"),
			"somebody disabled a key of KMS or wants it deleted"),
		row("5.8", "bucket-policies", events("s3", "PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication",
			"DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"),
			"somebody changed who may use a bucket, or what becomes of its files"),
		row("5.9", "config", events("config", "StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"),
			"somebody changed or stopped AWS Config"),
		row("5.10", "security-groups", events("ec2", "AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress",
			"RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"),
			"somebody changed a security group"),
		row("5.11", "network-acls", events("ec2", "CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry",
			"ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
			"somebody changed a network ACL"),
		row("5.12", "gateways", events("ec2", "CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway", "CreateInternetGateway",
			"DeleteInternetGateway", "DetachInternetGateway"),
			"somebody changed a way between a network and the outside"),
		row("5.13", "route-tables", events("ec2", "CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation", "DeleteRouteTable",
			"DeleteRoute", "DisassociateRouteTable"),
			"somebody changed a route table"),
		row("5.14", "vpcs", events("ec2", "CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection", "CreateVpcPeeringConnection",
			"DeleteVpcPeeringConnection", "RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"),
			"somebody changed a VPC"),
		row("5.15", "organization", events("organizations", "AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy",
			"DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy", "DisablePolicyType", "EnablePolicyType",
			"InviteAccountToOrganization", "LeaveOrganization", "MoveAccount", "RemoveAccountFromOrganization", "UpdatePolicy", "UpdateOrganizationalUnit"),
			"somebody changed the organization"),
	}
}

func row(number, name, pattern, words string) Alarm {
	return Alarm{number, names.CISAlarms + number + "-" + name, pattern, words}
}

// events is a pattern for events of one service.
func events(service string, names ...string) string {
	var any []string
	for _, name := range names {
		any = append(any, "($.eventName = "+name+")")
	}
	return "{ ($.eventSource = " + service + ".amazonaws.com) && (" + strings.Join(any, " || ") + ") }"
}
