//go:build loop

package loop

import "slices"

// ruleAt makes a rule of an alert in a Region, with some pattern.
const (
	anyPattern = ` --event-pattern '{"source":["aws.x"]}'`
	homeRule   = "aws events put-rule --name RULE" + anyPattern
	awayRule   = "aws events put-rule --region eu-west-1 --name RULE" + anyPattern
	theirTopic = "aws sns create-topic --name mine\naws events put-targets --rule RULE --targets Id=mine,Arn=arn:aws:sns:us-east-1:" + account + ":mine\n"
	theirs1    = "aws events list-targets-by-rule --rule RULE --query \"Targets[?Id=='mine']\""
	noTopic    = "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":hardbook-security"
	noAlerts   = "aws iam delete-role-policy --role-name hardbook-alerts --policy-name hardbook-alerts\naws iam delete-role --role-name hardbook-alerts"
)

// ruleDo are the states of the rules of an alert before its block. moto lets a
// rule have any number of targets, where AWS lets it have five.
var ruleDo = []start{
	{what: "nothing"},
	{what: "a rule at home", make: homeRule},
	{what: "a rule that is off", make: homeRule + " --state DISABLED"},
	{what: "a rule by the clock", make: "aws events put-rule --name RULE --schedule-expression 'rate(1 day)'"},
	{what: "our target, with a role", make: homeRule + "\naws events put-targets --rule RULE --targets Id=hardbook,Arn=arn:aws:sns:us-east-1:" + account + ":hardbook-security,RoleArn=arn:aws:iam::" + account + ":role/hardbook-alerts"},
	{what: "a target of others", make: homeRule + "\n" + theirTopic, keeps: theirs1},
	{what: "a rule of others", make: "aws events put-rule --name mine" + anyPattern, keeps: "aws events describe-rule --name mine"},
	{what: "no topic", make: noTopic, stops: "there is no topic hardbook-security"},
}

// ruleDoAway are those of an alert that has rules in more than one Region.
var ruleDoAway = []start{
	{what: "a rule elsewhere", make: awayRule},
	{what: "both", make: homeRule + "\n" + awayRule},
	{what: "our target, elsewhere to nowhere", make: awayRule + "\naws events put-targets --region eu-west-1 --rule RULE --targets Id=hardbook,Arn=arn:aws:sns:eu-west-1:" + account + ":x"},
	{what: "no role", make: noAlerts, stops: "there is no role hardbook-alerts"},
}

// ruleUndo are the states of the rules before the undo.
var ruleUndo = []start{
	{what: "as the book made them"},
	{what: "that at home is gone", make: "aws events remove-targets --rule RULE --ids hardbook\naws events delete-rule --name RULE"},
	{what: "no targets", make: "aws events remove-targets --rule RULE --ids hardbook"},
	{what: "a rule is off", make: "aws events disable-rule --name RULE"},
	{what: "a target of others", make: theirTopic, keeps: theirs1, says: "us-east-1: the rule stays, since it has targets of others: mine"},
	{what: "no topic", make: noTopic},
	{what: "no role", make: noAlerts},
	{what: "a rule of others", make: "aws events put-rule --name mine" + anyPattern, keeps: "aws events describe-rule --name mine"},
}

// ruleUndoAway are those of an alert that has rules in more than one Region.
var ruleUndoAway = []start{
	{what: "that elsewhere is gone", make: "aws events remove-targets --region eu-west-1 --rule RULE --ids hardbook\naws events delete-rule --region eu-west-1 --name RULE"},
}

// rule are states of the rules of one alert.
func rule(alert string, all ...[]start) []start {
	return about(slices.Concat(all...))("RULE", "hardbook-"+alert)
}

// ruleStarts are the blocks of alerts. Where GuardDuty is on already it stays as it
// is; moto plays no account that is a member of another one's.
var ruleStarts = []starts{
	{step: "root-alert", kind: "do", found: rule("root-alert", ruleDo, ruleDoAway)},
	{step: "iam-alert", kind: "do", found: rule("iam-alert", ruleDo)},
	{step: "trail-alert", kind: "do", found: rule("trail-alert", ruleDo, ruleDoAway)},
	{step: "sign-in-alert", kind: "do", found: rule("sign-in-alert", ruleDo, ruleDoAway)},
	{step: "guardduty", kind: "do", found: rule("guardduty", ruleDo, ruleDoAway, []start{
		{what: "a detector", make: "aws guardduty create-detector --enable", keeps: "aws guardduty list-detectors"},
		{what: "a detector that is off", make: "aws guardduty create-detector --no-enable", keeps: "aws guardduty list-detectors"},
		{what: "one elsewhere", make: "aws guardduty create-detector --region eu-west-1 --no-enable", keeps: "aws guardduty list-detectors --region eu-west-1"},
	})},
	{step: "root-alert", kind: "undo", found: rule("root-alert", ruleUndo, ruleUndoAway)},
	{step: "iam-alert", kind: "undo", found: rule("iam-alert", ruleUndo)},
	{step: "trail-alert", kind: "undo", found: rule("trail-alert", ruleUndo, ruleUndoAway)},
	{step: "sign-in-alert", kind: "undo", found: rule("sign-in-alert", ruleUndo, ruleUndoAway)},
	{step: "guardduty", kind: "undo", found: rule("guardduty", ruleUndo, ruleUndoAway, []start{
		{what: "the detector is gone", make: "aws guardduty delete-detector --detector-id $(aws guardduty list-detectors --query DetectorIds[0] --output text)"},
		{what: "the detector is another", make: "aws guardduty delete-detector --detector-id $(aws guardduty list-detectors --query DetectorIds[0] --output text)\naws guardduty create-detector --enable", keeps: "aws guardduty list-detectors"},
	})},
}
