//go:build loop

package loop

// topicDo are the states of a topic before its block. moto confirms each
// subscription at once, and keeps no topic from being published to by its key.
var topicDo = about([]start{
	{what: "nothing"},
	{what: "the topic", make: "aws sns create-topic --name TOPIC"},
	{what: "subscribed by one", make: makeTopic + "aws sns subscribe --topic-arn $t --protocol email --notification-endpoint one@example.com"},
	{what: "somebody else is", make: makeTopic + "aws sns subscribe --topic-arn $t --protocol email --notification-endpoint else@example.com",
		keeps: topicARN + "aws sns list-subscriptions-by-topic --topic-arn $t --query \"Subscriptions[?Endpoint=='else@example.com']\""},
	{what: "a filter", says: `the filter {"never":["x"]}`,
		make: makeTopic + `aws sns subscribe --topic-arn $t --protocol email --notification-endpoint one@example.com --attributes '{"FilterPolicy":"{\"never\":[\"x\"]}"}'`},
	{what: "a filter of the message", make: makeTopic + `aws sns subscribe --topic-arn $t --protocol email --notification-endpoint two@example.com --attributes '{"FilterPolicy":"{\"never\":[\"x\"]}","FilterPolicyScope":"MessageBody"}'`,
		says: "Taken from the subscription: the filter"},
	{what: "a filter of somebody else", make: makeTopic + `aws sns subscribe --topic-arn $t --protocol email --notification-endpoint else@example.com --attributes '{"FilterPolicy":"{\"never\":[\"x\"]}"}'`,
		keeps: topicARN + "aws sns get-subscription-attributes --query Attributes.FilterPolicy --subscription-arn $(aws sns list-subscriptions-by-topic --topic-arn $t --query \"Subscriptions[?Endpoint=='else@example.com'].SubscriptionArn\" --output text)"},
	{what: "a statement that lets another service in", make: makeTopic + topicPolicy(`{"Sid":"Backup","Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sns:Publish","Resource":"'$t'"}`), keeps: theirs("Backup")},
	{what: "one without a name", make: makeTopic + topicPolicy(`{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sns:Publish","Resource":"'$t'"}`),
		keeps: topicARN + "aws sns get-topic-attributes --topic-arn $t --query Attributes.Policy --output text | jq -c '[.Statement | [.] | flatten[] | select(.Sid == null)]'"},
	{what: "ours by name, and other in content", make: makeTopic + topicPolicy(`{"Sid":"TheAccountItself","Effect":"Deny","Principal":"*","Action":"sns:*","Resource":"'$t'"}`)},
	{what: "a refusal without TLS", make: makeTopic + topicPolicy(`{"Sid":"TLS","Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"'$t'","Condition":{"Bool":{"aws:SecureTransport":"false"}}}`), keeps: theirs("TLS")},
	{what: "a refusal of one user", make: makeTopic + topicPolicy(`{"Sid":"One","Effect":"Deny","Principal":{"AWS":"arn:aws:iam::`+account+`:user/x"},"Action":"sns:Publish","Resource":"'$t'"}`), keeps: theirs("One")},
	{what: "a refusal of something else", make: makeTopic + topicPolicy(`{"Sid":"Stay","Effect":"Deny","Principal":"*","Action":"sns:DeleteTopic","Resource":"'$t'"}`), keeps: theirs("Stay")},
	{what: "a refusal to all", make: makeTopic + topicPolicy(`{"Sid":"Nobody","Effect":"Deny","Principal":"*","Action":"SNS:Pub*","Resource":"*"}`), stops: "paste the block again: Nobody"},
	{what: "to all but one", make: makeTopic + topicPolicy(`{"Sid":"Few","Effect":"Deny","NotPrincipal":{"AWS":"arn:aws:iam::`+account+`:root"},"NotAction":"sns:Subscribe","Resource":"'$t'"}`), stops: "Few"},
	{what: "to all that is not of an organization", make: makeTopic + topicPolicy(`{"Effect":"Deny","Principal":{"AWS":["*"]},"Action":["sns:Publish"],"Resource":"'$t'","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}}`), stops: "without a Sid"},
	{what: "a key of AWS", make: makeTopic + "aws sns set-topic-attributes --topic-arn $t --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns", stops: "The key is alias/aws/sns"},
	{what: "a key of the account", make: makeTopic + "aws sns set-topic-attributes --topic-arn $t --attribute-name KmsMasterKeyId --attribute-value $(aws kms create-key --query KeyMetadata.Arn --output text)", stops: "arn:aws:kms:"},
})

const (
	topicARN  = "t=arn:aws:sns:us-east-1:" + account + ":TOPIC\n"
	makeTopic = "t=$(aws sns create-topic --name TOPIC --query TopicArn --output text)\n"
)

// topicPolicy gives the topic a policy of one statement.
func topicPolicy(statement string) string {
	return `aws sns set-topic-attributes --topic-arn $t --attribute-name Policy --attribute-value '{"Version":"2012-10-17","Statement":` + statement + `}'`
}

// theirs reads the statement of a name.
func theirs(sid string) string {
	return topicARN + `aws sns get-topic-attributes --topic-arn $t --query Attributes.Policy --output text | jq -c '[.Statement | [.] | flatten[] | select(.Sid == "` + sid + `")]'`
}

// topicUndo are the states of a topic before its undo: nothing keeps AWS from
// deleting one.
var topicUndo = about([]start{
	{what: "as the book made it"},
	{what: "it is gone", make: "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:" + account + ":TOPIC"},
	{what: "somebody else is subscribed", make: topicARN + "aws sns subscribe --topic-arn $t --protocol email --notification-endpoint else@example.com"},
	{what: "nobody is", make: topicARN + "for s in $(aws sns list-subscriptions-by-topic --topic-arn $t --query Subscriptions[].SubscriptionArn --output text); do aws sns unsubscribe --subscription-arn $s; done"},
	{what: "another policy", make: topicARN + topicPolicy(`{"Sid":"Backup","Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sns:Publish","Resource":"'$t'"}`)},
	{what: "a key", make: topicARN + "aws sns set-topic-attributes --topic-arn $t --attribute-name KmsMasterKeyId --attribute-value alias/aws/sns"},
	{what: "another topic beside it", make: "aws sns create-topic --name TOPIC-2", keeps: "aws sns get-topic-attributes --topic-arn arn:aws:sns:us-east-1:" + account + ":TOPIC-2 --query Attributes.TopicArn"},
})

var topicStarts = []starts{
	{step: "billing-topic", kind: "do", found: topicDo("TOPIC", "hardbook-billing")},
	{step: "security-topic", kind: "do", found: topicDo("TOPIC", "hardbook-security")},
	{step: "billing-topic", kind: "undo", found: topicUndo("TOPIC", "hardbook-billing")},
	{step: "security-topic", kind: "undo", found: topicUndo("TOPIC", "hardbook-security")},
}
