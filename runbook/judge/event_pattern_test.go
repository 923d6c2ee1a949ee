package judge

import (
	"testing"

	"hardbook/runbook/eventrule"
)

// TestAlertsMatchTheirEvents: the rules of the book match what any rule must, and
// not each other's events.
func TestAlertsMatchTheirEvents(t *testing.T) {
	for _, a := range eventrule.All() {
		for _, other := range eventrule.All() {
			for _, e := range other.Events {
				got := matches(a.Pattern, inRegion(e, "111122223333", "us-east-1"))
				if a.ID == other.ID && !got {
					t.Errorf("the rule of %s does not match %s", a.ID, e.Name)
				}
				both := a.ID == "root-alert" && other.ID == "sign-in-alert" || a.ID == "sign-in-alert" && other.ID == "root-alert"
				if a.ID != other.ID && got && !both {
					t.Errorf("the rule of %s matches %s of %s", a.ID, e.Name, other.ID)
				}
			}
		}
	}
}

// TestMatches goes through the filters of EventBridge, and those that it does not
// know.
func TestMatches(t *testing.T) {
	event := map[string]string{"source": "aws.iam", "detail.eventName": "CreateUser", "detail.userIdentity.invokedBy": eventrule.Absent}
	for pattern, want := range map[string]bool{
		`{"source":["aws.iam"]}`: true,
		`{"source":["aws.s3","aws.iam"],"detail":{"eventName":["CreateUser"]}}`:            true,
		`{"source":["aws.iam"],"detail":{"eventName":["DeleteUser"]}}`:                     false,
		`{"detail":{"eventName":[{"prefix":"Create"}]}}`:                                   true,
		`{"detail":{"eventName":[{"prefix":{"equals-ignore-case":"create"}}]}}`:            false, // not known here
		`{"detail":{"eventName":[{"suffix":"User"}]}}`:                                     true,
		`{"detail":{"eventName":[{"wildcard":"*te*"}]}}`:                                   true,
		`{"detail":{"eventName":[{"wildcard":"Create?ser"}]}}`:                             false,
		`{"detail":{"eventName":[{"equals-ignore-case":"createuser"}]}}`:                   true,
		`{"detail":{"eventName":[{"anything-but":"DeleteUser"}]}}`:                         true,
		`{"detail":{"eventName":[{"anything-but":["DeleteUser","CreateUser"]}]}}`:          false,
		`{"detail":{"eventName":[{"anything-but":[]}]}}`:                                   false,
		`{"detail":{"eventName":[{"anything-but":[5]}]}}`:                                  false,
		`{"detail":{"eventName":[{"anything-but":{"prefix":"Delete"}}]}}`:                  true,
		`{"detail":{"eventName":[{"anything-but":{"prefix":["Get","Create"]}}]}}`:          false,
		`{"detail":{"eventName":[{"anything-but":{"wildcard":"Delete*"}}]}}`:               true,
		`{"detail":{"eventName":[{"anything-but":{"numeric":["=",1]}}]}}`:                  false, // not known here
		`{"detail":{"eventName":[{"anything-but":{"prefix":"A","suffix":"B"}}]}}`:          false,
		`{"detail":{"eventName":[{"exists":true}]}}`:                                       true,
		`{"detail":{"eventName":[{"exists":true,"prefix":"Create"}]}}`:                     false,
		`{"detail":{"userIdentity":{"invokedBy":[{"exists":false}]}}}`:                     true,
		`{"detail":{"userIdentity":{"invokedBy":[{"anything-but":"ec2.amazonaws.com"}]}}}`: false, // it is not there
		`{"detail":{"errorCode":[{"exists":false}]}}`:                                      false, // nothing is known of it
		`{"detail":{"errorCode":[{"exists":true}]}}`:                                       false,
		`{"detail":{"eventName":[{"numeric":["=",1]}]}}`:                                   false,
		`{"$or":[{"source":["aws.s3"]},{"detail":{"eventName":["CreateUser"]}}]}`:          true,
		`{"$or":[{"source":["aws.s3"]},{"source":["aws.ec2"]}]}`:                           false,
		`{"detail":{"$or":[{"eventName":["DeleteUser"]},{"eventName":["CreateUser"]}]}}`:   true,
		`{"detail.eventName":["CreateUser"]}`:                                              false, // not the member of detail
		`{"$or":["aws.iam"]}`:                                                              false,
		`{"source":"aws.iam"}`:                                                             false,
		`{"source":[]}`:                                                                    false,
		`{"source":[null]}`:                                                                false,
		`{"source":[["aws.iam"]]}`:                                                         false,
		`{"detail":{}}`:                                                                    false,
		`{}`:                                                                               false,
		`["aws.iam"]`:                                                                      false,
		``:                                                                                 false,
		`{"source":["\u0000"]}`:                                                            false,
		`{"detail":{"userIdentity":{"invokedBy":["\u0000"]}}}`:                             false,
	} {
		if got := matches(pattern, event); got != want {
			t.Errorf("%s: got %v", pattern, got)
		}
	}
}

// TestAnyName: a rule about some names does not match an event whose name may be any.
func TestAnyName(t *testing.T) {
	root, _ := eventrule.Find("root-alert")
	for pattern, want := range map[string]bool{
		`{"source":[{"prefix":"aws."}]}`: true, `{"source":[{"wildcard":"aws.*"}]}`: true, `{"source":[{"wildcard":"*"}]}`: true,
		`{"source":[{"prefix":"aws.x"}]}`: false, `{"source":[{"suffix":"x"}]}`: false, `{"source":[{"wildcard":"aws.x*"}]}`: false,
		`{"source":["aws.iam"]}`: false, `{"source":[{"anything-but":"aws.iam"}]}`: false, `{"source":[{"anything-but":"my.app"}]}`: true,
		`{"source":[{"anything-but":{"prefix":"aws.x"}}]}`: false, `{"source":[{"equals-ignore-case":"AWS.X"}]}`: false,
		`{"detail":{"userIdentity":{"arn":["arn:aws:iam::111122223333:root"]}}}`: true, `{"detail":{"userIdentity":{"arn":[{"suffix":":root"}]}}}`: true,
		`{"detail":{"userIdentity":{"accountId":["999988887777"]}}}`: false,
	} {
		if got := matches(pattern, inRegion(root.Events[1], "111122223333", "us-east-1")); got != want {
			t.Errorf("%s matches any call of root: %v", pattern, got)
		}
	}
}
