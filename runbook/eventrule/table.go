package eventrule

import (
	"maps"
	"strings"
)

// Types of events that CloudTrail hands to EventBridge.
// Source: EventBridge User Guide, AWS service events delivered via CloudTrail;
// CloudTrail User Guide, record contents, eventType.
const (
	apiCall = "AWS API Call via CloudTrail"
	login   = "AWS Console Sign In via CloudTrail"
)

// root is any use of the root user that is not AWS's own on its behalf: the
// sign-in, and each call that changes something.
// Source: CIS AWS Foundations Benchmark, 5.3, for what is left out.
func root() Alert {
	own := map[string]string{"detail.userIdentity.type": "Root", "detail.userIdentity.invokedBy": Absent}
	return Alert{
		ID:      "root-alert",
		Title:   "The root user was used",
		Pattern: `{"source":[{"prefix":"aws."}],"detail":{"eventType":[{"anything-but":["AwsServiceEvent"]}],"userIdentity":{"type":["Root"],"invokedBy":[{"exists":false}]}}}`,
		Regions: []string{"us-east-1"},
		Events: []Event{
			{"a sign-in of root", "us-east-1", with(signInOf("Root", "Success"), own)},
			{"a call of root", "", with(call("aws."+Any, Any), own)},
		},
		Says: append(what(), Line{"From", "$.detail.sourceIPAddress"}, Line{"Event", "$.detail.eventID"}),
	}
}

// iam is each change of IAM that AWS carried out. Names of changes begin with one
// of these words; what is only read does not.
// Source: Service Authorization Reference, IAM; CIS 5.4.
func iam() Alert {
	a := Alert{
		ID:      "iam-alert",
		Title:   "Users, roles or permissions were changed",
		Pattern: `{"source":["aws.iam"],"detail":{"eventName":[` + prefixes("Add", "Attach", "Change", "Create", "Deactivate", "Delete", "Detach", "Disable", "Enable", "Put", "Remove", "Reset", "Set", "Update", "Upload") + `],"errorCode":[{"exists":false}]}}`,
		Regions: []string{"us-east-1"},
		Only:    true,
		Says:    append(what(), Line{"Who", "$.detail.userIdentity.arn"}, Line{"From", "$.detail.sourceIPAddress"}, Line{"Event", "$.detail.eventID"}),
	}
	for _, name := range []string{
		"AttachGroupPolicy", "AttachRolePolicy", "AttachUserPolicy", "CreatePolicy", "CreatePolicyVersion", "DeleteGroupPolicy",
		"DeletePolicy", "DeletePolicyVersion", "DeleteRolePolicy", "DeleteUserPolicy", "DetachGroupPolicy", "DetachRolePolicy",
		"DetachUserPolicy", "PutGroupPolicy", "PutRolePolicy", "PutUserPolicy", "SetDefaultPolicyVersion",
		"AddUserToGroup", "CreateAccessKey", "CreateLoginProfile", "CreateRole", "CreateUser", "DeactivateMFADevice",
		"UpdateAssumeRolePolicy", "UpdateLoginProfile",
	} {
		a.Events = append(a.Events, Event{name, "us-east-1", with(call("aws.iam", name), map[string]string{"detail.errorCode": Absent})})
	}
	return a
}

// trail is what would blind the account: changes of its trail and of others that
// watch it. Only the trail's are asked of rules that are not the book's.
func trail() Alert {
	a := Alert{
		ID:    "trail-alert",
		Title: "What watches the account was changed or switched off",
		Pattern: `{"source":["aws.cloudtrail","aws.config","aws.events","aws.guardduty"],"detail":{"eventName":["DeleteTrail","PutEventSelectors","StopLogging","UpdateTrail",` +
			`"DeleteConfigurationRecorder","DeleteDeliveryChannel","StopConfigurationRecorder","DeleteRule","DisableRule","RemoveTargets","DeleteDetector","UpdateDetector"]}}`,
		Says: append(what(), Line{"Who", "$.detail.userIdentity.arn"}, Line{"From", "$.detail.sourceIPAddress"}, Line{"Event", "$.detail.eventID"}),
	}
	for _, name := range []string{"DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"} {
		a.Events = append(a.Events, Event{name, "", with(call("aws.cloudtrail", name), map[string]string{"detail.errorCode": Absent})})
	}
	return a
}

// signIn is a sign-in to the console that failed, or one of a user of this
// account without MFA. Sessions of an identity provider have MFA elsewhere, and
// never say so here.
// Source: CIS 5.2 and 5.6; CloudTrail User Guide, sign-in events.
func signIn() Alert {
	without := map[string]string{"detail.additionalEventData.MFAUsed": "No"}
	return Alert{
		ID:    "sign-in-alert",
		Title: "A sign-in failed or was made without MFA",
		Pattern: `{"source":["aws.signin"],"detail":{"eventName":["ConsoleLogin"],"$or":[{"responseElements":{"ConsoleLogin":["Failure"]}},` +
			`{"userIdentity":{"type":["IAMUser","Root"]},"additionalEventData":{"MFAUsed":[{"anything-but":["Yes"]}]}}]}}`,
		Regions: SignInRegions(),
		Events: []Event{
			{"a sign-in that failed", "", signInOf("IAMUser", "Failure")},
			{"a sign-in without MFA", "", with(signInOf("IAMUser", "Success"), without)},
			{"a sign-in of root that failed", "us-east-1", signInOf("Root", "Failure")},
			{"a sign-in of root without MFA", "us-east-1", with(signInOf("Root", "Success"), without)},
		},
		Says: []Line{
			{"When", "$.time"}, {"Result", "$.detail.responseElements.ConsoleLogin"}, {"MFA", "$.detail.additionalEventData.MFAUsed"},
			{"Kind", "$.detail.userIdentity.type"}, {"User", "$.detail.userIdentity.userName"}, {"From", "$.detail.sourceIPAddress"}, {"Event", "$.detail.eventID"},
		},
	}
}

// guardDuty is each finding of GuardDuty, in the Region where it looks.
// Source: GuardDuty User Guide, Processing findings with EventBridge.
func guardDuty() Alert {
	return Alert{
		ID:      "guardduty",
		Title:   "GuardDuty found something",
		Pattern: `{"source":["aws.guardduty"],"detail-type":["GuardDuty Finding"]}`,
		Events:  []Event{{"a finding", "", map[string]string{"source": "aws.guardduty", "detail-type": "GuardDuty Finding"}}},
		Says: []Line{
			{"When", "$.time"}, {"What", "$.detail.type"}, {"Severity", "$.detail.severity"}, {"Region", "$.detail.region"}, {"Finding", "$.detail.id"},
		},
	}
}

// what are the lines about any call.
func what() []Line {
	return []Line{{"When", "$.time"}, {"What", "$.detail.eventName"}, {"Service", "$.detail.eventSource"}, {"Region", "$.detail.awsRegion"}}
}

// call is a call that changes something.
func call(source, name string) map[string]string {
	service := strings.TrimPrefix(source, "aws.")
	return map[string]string{
		"source": source, "detail-type": apiCall, "detail.eventType": "AwsApiCall",
		"detail.eventSource": service + ".amazonaws.com", "detail.eventName": name,
	}
}

// signInOf is a sign-in to the console.
func signInOf(kind, result string) map[string]string {
	return map[string]string{
		"source": "aws.signin", "detail-type": login, "detail.eventType": "AwsConsoleSignIn",
		"detail.eventSource": "signin.amazonaws.com", "detail.eventName": "ConsoleLogin",
		"detail.userIdentity.type": kind, "detail.responseElements.ConsoleLogin": result,
	}
}

func with(one, more map[string]string) map[string]string {
	all := maps.Clone(one)
	maps.Copy(all, more)
	return all
}

// prefixes are filters for names that begin so, as JSON.
func prefixes(words ...string) string {
	return `{"prefix":"` + strings.Join(words, `"},{"prefix":"`) + `"}`
}
