package render

import (
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// topicFunctions let the text of a step make a topic of the book with a policy, a
// word of a shell, and subscribe every address to notify. One that is there is put
// right: the statements of others stay, but no filter of a subscription does, which
// would keep e-mails back. The commands stop first where the topic is encrypted,
// since not every key lets AWS's services in, or where others refuse publishing.
// Sources: SNS Developer Guide, Encryption at rest; Removing a subscription filter
// policy.
func topicFunctions(cfg config.Config, s shared) template.FuncMap {
	return template.FuncMap{"setTopic": func(name, region, policy string) (string, error) {
		arn := names.Topic(cfg, region, name)
		return s.fill("set-topic", struct {
			Name, Region, Topic, Policy, Refusals, Merge string
			Addresses                                    []string
		}{name, region, arn, policy, refusals("sns:Publish " + arn), merge("__default_statement_ID"), cfg.Notify})
	}}
}
