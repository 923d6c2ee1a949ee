package render

import (
	"strings"
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/names"
)

// topicFunctions let the text of a step make a topic of the book.
func topicFunctions(cfg config.Config) template.FuncMap {
	return template.FuncMap{"setTopic": func(name, region, policy string) string { return setTopic(cfg, name, region, policy) }}
}

// setTopic are the commands that make a topic with a policy, a word of a shell,
// and subscribe every address to notify. They put one that is there right: the
// statements of others stay, but no filter of a subscription does, which would keep
// e-mails back. They stop first where the topic is encrypted, since not every key
// lets AWS's services in, or where others refuse publishing.
// Sources: SNS Developer Guide, Encryption at rest; Removing a subscription filter
// policy.
func setTopic(cfg config.Config, name, region, policy string) string {
	arn := names.Topic(cfg, region, name)
	var addresses []string
	for _, address := range cfg.Notify {
		addresses = append(addresses, sh(address))
	}
	return `topic=` + arn + `
ours=` + policy + `
has='{"Statement":[]}'
ok_if NotFound aws sns get-topic-attributes --region ` + region + ` --topic-arn "$topic" >/dev/null
if test -z "$already"; then
key=$(aws sns get-topic-attributes --region ` + region + ` --topic-arn "$topic" --query Attributes.KmsMasterKeyId --output text)
case $key in
(''|None) ;;
(*) printf '%s %s\n' 'Stopped, nothing was changed: the topic is encrypted with a key that may keep AWS out. Switch its encryption off in the console, and paste the block again. The key is' "$key" >&2; exit 1 ;;
esac
has=$(aws sns get-topic-attributes --region ` + region + ` --topic-arn "$topic" --query Attributes.Policy --output text)
` + stopAt("$has", `--argjson ours "$ours" `+refusals("sns:Publish "+arn), "statements of the topic's policy may keep AWS from writing to it. Take them away in the console, and paste the block again:") + `fi
merged=$(printf '%s\n' "$has" | jq -c --argjson ours "$ours" ` + merge("__default_statement_ID") + `)
aws sns create-topic --region ` + region + ` --name ` + name + ` --query TopicArn --output text
aws sns set-topic-attributes --region ` + region + ` --topic-arn "$topic" --attribute-name Policy --attribute-value "$merged"
for address in ` + strings.Join(addresses, " ") + `; do
made=$(aws sns subscribe --region ` + region + ` --topic-arn "$topic" --protocol email --notification-endpoint "$address" --query SubscriptionArn --output text)
printf '%s\n' "$made"
case $made in
(arn:*) filter=$(aws sns get-subscription-attributes --region ` + region + ` --subscription-arn "$made" --query Attributes.FilterPolicy --output text) ;;
(*) filter=None ;;
esac
case $filter in
(''|None|'{}') ;;
(*)
aws sns set-subscription-attributes --region ` + region + ` --subscription-arn "$made" --attribute-name FilterPolicy --attribute-value '{}'
printf '%s %s\n' 'Taken from the subscription: the filter' "$filter" ;;
esac
done`
}
