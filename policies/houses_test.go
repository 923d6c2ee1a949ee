package policies

// A door is whom a document lets in, told apart from the document: a service, or a
// user of the account who has the permission ("").
type door struct {
	service string
	actions []string
	on      []string          // resources, * for how they go on
	needs   map[string]string // what the request must say; * for how it goes on
}

// A house is a resource with its policy.
type house struct {
	document  string
	resources []string // to ask about
	others    []string // actions that no door has
	doors     []door
	plain     bool // who has the permission needs no door, as at S3 and SNS
	tls       bool // nobody gets in without TLS
}

const trail = "arn:aws:cloudtrail:us-east-1:" + ours + ":trail/hardbook-trail"

// houses are all documents about who may come in: what each is for, in words of ours.
func houses() []house {
	topic := func(name string) string { return "arn:aws:sns:us-east-1:" + ours + ":hardbook-" + name }
	bucket := func(name string) string { return "arn:aws:s3:::hardbook-" + name + "-" + ours }
	role := "arn:aws:iam::" + ours + ":role/"
	account := map[string]string{"aws:SourceAccount": ours}
	full := "bucket-owner-full-control"
	manage := []string{"sns:AddPermission", "sns:DeleteTopic", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:RemovePermission", "sns:SetTopicAttributes", "sns:Subscribe"}
	topicOf := func(name string, doors ...door) house {
		for i := range doors {
			doors[i].actions, doors[i].on = []string{"sns:Publish"}, []string{topic(name)}
		}
		return house{name + "-topic", []string{topic(name)}, manage, doors, true, true}
	}
	bucketOf := func(document, name string, doors ...door) house {
		var about []string
		for _, in := range []string{"", "/x", "/AWSLogs/" + ours + "/x", "/AWSLogs/" + ours + "/Config/x", "/AWSLogs/999900001111/x"} {
			about = append(about, bucket(name)+in)
		}
		return house{document, about, []string{"s3:GetObject", "s3:DeleteObject", "s3:PutBucketPolicy", "s3:PutObjectAcl"}, doors, true, true}
	}
	logs := bucket("trail") + "/AWSLogs/" + ours + "/*"
	flow := map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:logs:eu-west-1:" + ours + ":*"}
	flowLogs := map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:logs:eu-west-1:" + ours + ":*", "s3:x-amz-acl": full}
	trustOf := func(document, name string, d door) house {
		d.actions, d.on = []string{"sts:AssumeRole"}, []string{role + name}
		return house{document, d.on, []string{"sts:TagSession", "sts:SetSourceIdentity"}, []door{d}, false, false}
	}
	key := []string{"arn:aws:kms:us-east-1:" + ours + ":key/x"}
	return []house{
		topicOf("security", door{service: "events.amazonaws.com"}, // whose account the rule is in: see SECURITY.md
			door{service: "cloudwatch.amazonaws.com", needs: account}),
		topicOf("billing", door{service: "budgets.amazonaws.com", needs: account}, door{service: "cloudwatch.amazonaws.com", needs: account},
			door{service: "costalerts.amazonaws.com", needs: account}),
		bucketOf("trail-bucket", "trail",
			door{"cloudtrail.amazonaws.com", []string{"s3:GetBucketAcl"}, []string{bucket("trail")}, map[string]string{"aws:SourceArn": trail}},
			door{"cloudtrail.amazonaws.com", []string{"s3:PutObject"}, []string{logs}, map[string]string{"aws:SourceArn": trail, "s3:x-amz-acl": full}}),
		bucketOf("access-log-bucket", "trail-access",
			door{"logging.s3.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("trail-access") + "/*"}, map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": bucket("trail")}}),
		bucketOf("config-bucket", "config",
			door{"config.amazonaws.com", []string{"s3:GetBucketAcl", "s3:ListBucket"}, []string{bucket("config")}, account},
			door{"config.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("config") + "/AWSLogs/" + ours + "/Config/*"}, map[string]string{"aws:SourceAccount": ours, "s3:x-amz-acl": full}}),
		bucketOf("flow-logs-bucket", "flow-logs",
			door{"delivery.logs.amazonaws.com", []string{"s3:GetBucketAcl", "s3:ListBucket"}, []string{bucket("flow-logs")}, flow},
			door{"delivery.logs.amazonaws.com", []string{"s3:PutObject"}, []string{bucket("flow-logs") + "/AWSLogs/" + ours + "/*"}, flowLogs}),
		{"trail-key", key, []string{"kms:CreateGrant", "kms:Encrypt", "kms:Sign", "kms:ReplicateKey"}, []door{
			{"", []string{"kms:Decrypt", "kms:DescribeKey", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"}, key, nil},
			// Its GenerateDataKey depends on the encryption context, whose keys the engine does not know.
			{"cloudtrail.amazonaws.com", []string{"kms:Decrypt", "kms:DescribeKey"}, key, map[string]string{"aws:SourceArn": trail}},
		}, false, false},
		trustOf("alert-trust", "hardbook-alerts", door{service: "events.amazonaws.com", needs: map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": "arn:aws:events:eu-west-1:" + ours + ":rule/hardbook-*"}}),
		trustOf("trail-logs-trust", "hardbook-trail-logs", door{service: "cloudtrail.amazonaws.com", needs: map[string]string{"aws:SourceAccount": ours, "aws:SourceArn": trail}}),
		trustOf("role-trust", "hardbook-operator", door{service: admin, needs: map[string]string{"aws:MultiFactorAuthPresent": "true"}}),
	}
}
