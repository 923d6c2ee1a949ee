package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// SecurityTopic makes the SNS topic that carries alerts about security to every
// address of notify. It is in the home Region, since a rule and the topic that it
// writes to share a Region.
var SecurityTopic = runbook.Step{
	ID:       "security-topic",
	Phase:    runbook.Watch,
	Who:      runbook.AsOperator,
	Profile:  config.Baseline,
	Check:    runbook.From1(calls.SNSHomeTopics(), judgeSecurityTopic),
	Policies: []string{"security-topic"},
}

func judgeSecurityTopic(cfg config.Config, topics map[string]calls.Topic) runbook.Verdict {
	return judge.JudgeChannel(cfg, topics, judge.EventBridge(), cfg.Account.HomeRegion)
}
