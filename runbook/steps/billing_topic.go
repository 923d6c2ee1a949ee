package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/ask"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// BillingTopic makes the SNS topic that carries warnings about money to every
// address of notify.
var BillingTopic = runbook.Step{
	ID:       "billing-topic",
	Phase:    runbook.Money,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.From1(ask.SNSTopics(), judgeBillingTopic),
	Policies: []string{"billing-topic"},
	Applies:  notForMembers("it is for the billing alarms, which are a matter of the organization's management account; budgets write to the addresses directly"),
}

func judgeBillingTopic(cfg config.Config, topics map[string]ask.Topic) runbook.Verdict {
	return judgeChannel(cfg, topics, cloudWatch(cfg), evidence.GlobalRegion)
}
