package reference

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	known := mustLoad(t)
	const all = `"Resource":"*"`
	for statement, want := range map[string]string{
		`"Effect":"Allow","Action":"ec2:EnableEbsEncryptionByDefault",` + all:                                                  "",
		`"Effect":"Allow","Action":["iam:GetUser","iam:ListAccessKeys"],"Resource":["arn:aws:iam::1:user/a"]`:                  "",
		`"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"arn:aws:iam::1:root"}`:                                 "",
		`"Effect":"Deny","Action":["s3:*","iam:GetUser"],"Principal":"*",` + all:                                               "",
		`"Effect":"Deny","NotAction":["iam:GetUser","sts:Get*"],` + all:                                                        "",
		`"Effect":"Allow","Action":"iam:GetUser",` + all:                                                                       "iam:GetUser on *: IAM can limit",
		`"Effect":"Allow","Action":"iam:GetUser","Resource":["arn:aws:iam::1:user/a","arn:aws:iam::1:role/a"]`:                 "iam:GetUser on arn:aws:iam::1:role/a: the action takes only",
		`"Effect":"Allow","Action":["iam:GetUser","iam:GetRole"],"Resource":"arn:aws:iam::1:user/a"`:                           "iam:GetRole on",
		`"Effect":"Allow","Action":["iam:GetUser","iam:GetRole"],"Resource":["arn:aws:iam::1:user/a","arn:aws:iam::1:role/a"]`: "",
		`"Effect":"Allow","Action":["iam:GetAccountSummary","iam:GetUser"],` + all:                                             "iam:GetUser on *: IAM can limit",
		`"Effect":"Allow","Action":"iam:GetAccountSummary","Resource":"arn:aws:iam::1:user/a"`:                                 `it takes only "*"`,
		`"Effect":"Allow","Action":"iam:GetUsers",` + all:                                                                      "iam:GetUsers is no action",
		`"Effect":"Allow","Action":"iam:getUser",` + all:                                                                       "iam:getUser is no action",
		`"Effect":"Deny","Action":"iam:GetUsers",` + all:                                                                       "iam:GetUsers is no action",
		`"Effect":"Deny","Action":"iam:Got*",` + all:                                                                           "iam:Got* is not one action",
		`"Effect":"Allow","Action":"iam:Get*",` + all:                                                                          "iam:Get* is not one action",
		`"Effect":"Allow","NotAction":"iam:GetAccountSummary",` + all:                                                          "everything but",
		`"Effect":"Allow","Action":"iam:GetUser","NotResource":"arn:aws:iam::1:user/a"`:                                        "everything but",
		`"Effect":"allow","Action":"iam:GetAccountSummary",` + all:                                                             "neither Allow nor Deny",
		`"Effect":"Allow",` + all:                  "no action",
		`"Effect":"Allow","Action":"iam:GetUser"`:  "neither for whom",
		`"Effect":"Allow","Action":{"a":1},` + all: "cannot be read",
	} {
		for _, document := range []string{`{"Statement":{` + statement + `}}`, `{"Statement":[{` + statement + `}]}`} {
			got := known.Check([]byte(document))
			if (want == "") != (len(got) == 0) || want != "" && (len(got) != 1 || !strings.Contains(got[0], want)) {
				t.Errorf("%s: %q; want %q", document, got, want)
			}
		}
	}
	for document, want := range map[string]string{
		`{`: "cannot be read", `{}`: "no statement", `{"Statement":[]}`: "no statement",
		`{"Statement":[{"Sid":"Look","Effect":"Allow","Action":"a:B","Resource":"*"}]}`: "Look: a:B",
		`{"Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*"}]}`:              "statement 1: a:B",
	} {
		if got := known.Check([]byte(document)); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q; want %q", document, got, want)
		}
	}
}
