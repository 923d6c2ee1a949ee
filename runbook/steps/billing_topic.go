package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// BillingTopic makes the SNS topic that carries warnings about money to every
// address of notify.
var BillingTopic = runbook.Step{
	ID:       "billing-topic",
	Phase:    runbook.Money,
	Who:      runbook.AsRoot,
	Profile:  config.Essentials,
	Check:    runbook.From1(calls.SNSTopics(), judgeBillingTopic),
	Policies: []string{"billing-topic"},
	Applies:  carriesMoney,
}

// carriesMoney says why nothing would write to the topic: an organization's
// member has no billing alarms, and budgets in the larger profiles only.
func carriesMoney(cfg config.Config) string {
	if cfg.Account.Kind == config.OrganizationMember && !cfg.Profile.Includes(Budget.Profile) {
		return "in an account of an organization only the budgets write to it, which this profile leaves out"
	}
	return ""
}

// judgeBillingTopic wants a topic for the billing alarms, or where there are none,
// for the budgets. A topic that is open to some of them, by a pattern for names, is
// enough: which it lets in, and what each writes to, is judged with them.
func judgeBillingTopic(cfg config.Config, topics map[string]calls.Topic) runbook.Verdict {
	from := judge.CloudWatch(cfg)
	if cfg.Account.Kind == config.OrganizationMember {
		from = judge.AwsBudgets(cfg)
	}
	from.Some = true
	return judge.JudgeChannel(cfg, topics, from, evidence.GlobalRegion)
}
