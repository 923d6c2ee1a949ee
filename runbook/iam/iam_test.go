package iam

import (
	"errors"
	"slices"
	"testing"

	"hardbook/runbook/evidence"
)

// cloudTrail writes a log for a trail of this account.
func cloudTrail() Request {
	return Request{
		Principal: Principal{Service: "cloudtrail.amazonaws.com", Everyone: Unsure}, Named: true,
		Action: "s3:PutObject", Resource: Like("arn:aws:s3:::logs/AWSLogs/111122223333/", ""),
		Context: map[string]Value{
			"aws:sourcearn": IsWord("arn:aws:cloudtrail:us-east-1:111122223333:trail/t"), "aws:sourceaccount": IsWord("111122223333"),
			"aws:principalarn": Missing(), "aws:principalaccount": Missing(), "aws:sourcevpce": Missing(),
			"aws:principalisawsservice": IsWord("true"), "s3:x-amz-server-side-encryption": Missing(), "aws:securetransport": IsWord("true"),
		},
	}
}

// TestDecide holds what the policy of a bucket makes of CloudTrail.
func TestDecide(t *testing.T) {
	const to = `"Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/*"`
	const all = `"Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::logs/*"`
	let := allow(to)
	for _, test := range []struct {
		want       Decision
		statements []string
	}{
		{Allowed, []string{let}},
		{Denied, []string{deny(to)}},
		{Denied, []string{allow(`"Principal":{"Service":"config.amazonaws.com"},"Action":"*","Resource":"*"`)}},
		{NotKnown, []string{allow(all)}},
		{Allowed, []string{let, deny(all + `,"Condition":{"Bool":{"aws:SecureTransport":"false"}}`)}},
		{Denied, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`)}},
		{Denied, []string{let, deny(all + `,"Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:*"}}`)}},
		{Denied, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}`)}},
		{Denied, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}`)}},
		{Denied, []string{let, deny(all + `,"Condition":{"Null":{"s3:x-amz-server-side-encryption":"true"}}`)}},
		{Allowed, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"aws:SourceAccount":"111122223333"}}`)}},
		{Allowed, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"},"Bool":{"aws:PrincipalIsAWSService":"false"}}`)}},
		{NotKnown, []string{let, deny(all + `,"Condition":{"StringNotEquals":{"aws:SourceOrgID":"o-1"}}`)}},
		{NotKnown, []string{let, deny(all + `,"Condition":{"OddEquals":{"aws:SourceArn":"x"}}`)}},
		{Allowed, []string{let, deny(all + `,"Condition":{"OddEquals":{"aws:SourceArn":"x"},"Bool":{"aws:SecureTransport":"false"}}`)}},
		{NotKnown, []string{allow(`"Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/*"`)}},
		{Denied, []string{let, `{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}`}},
		{Allowed, []string{let, `{"Effect":"Deny","NotPrincipal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:*","Resource":"*"}`}},
		{Denied, []string{allow(`"Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":[],"Resource":"*"`)}},
		{Allowed, []string{allow(to + `,"Condition":{"StringEquals":{}}`)}},
		{NotKnown, []string{allow(to + `,"Condition":{"StringEquals":{"aws:SourceAccount":"1"},"StringEquals":{"aws:SourceAccount":"111122223333"}}`)}},
		{Denied, []string{allow(to + `,"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"StringEquals":{"aws:SourceAccount":"1"}}`), deny(to)}},
		{Allowed, []string{let, deny(`"Principal":"*","Action":"s3:PutObject","Resource":"arn:aws:s3:::logs/other/*","Condition":{"StringEquals":{"x":"1"},"StringEquals":{"x":"2"}}`)}},
	} {
		if got, doubts := Decide(cloudTrail(), Layer{document(t, test.statements...)}); got != test.want || (got == NotKnown) == (len(doubts) == 0) {
			t.Errorf("%v: %s %q, want %s", test.statements, got, doubts, test.want)
		}
	}
}

// TestLayers holds that each layer must let a request through, that any may refuse
// it, and that a document which cannot be read spoils nothing that is sure.
func TestLayers(t *testing.T) {
	r := Request{Principal: User("arn:aws:iam::111122223333:user/anna"), Action: "iam:CreateUser", Resource: Anything()}
	full, s3 := document(t, allow(`"Action":"iam:*","Resource":"*"`)), document(t, allow(`"Action":"s3:*","Resource":"*"`))
	frozen, unread := document(t, deny(`"Action":"iam:*","Resource":"*"`)), evidence.Document{Unread: errors.New("torn")}
	for _, test := range []struct {
		want   Decision
		layers []Layer
	}{
		{Allowed, []Layer{{s3, full}}}, {Denied, []Layer{{full}, {s3}}}, {Denied, []Layer{{full}, {}}}, {Allowed, []Layer{{full}, {full}}},
		{Denied, []Layer{{full, frozen}}}, {NotKnown, []Layer{{full, unread}}}, {Denied, []Layer{{frozen, unread}}}, {NotKnown, []Layer{{unread}}}, {Denied, []Layer{{s3}, {unread}}},
	} {
		if got, _ := Decide(r, test.layers...); got != test.want {
			t.Errorf("%v: %s, want %s", test.layers, got, test.want)
		}
	}
	if _, doubts := Decide(r, Layer{full, unread}); !slices.Equal(doubts, []string{"a policy that cannot be read: torn"}) {
		t.Errorf("doubts: %q", doubts)
	}
}

// TestStranger holds who else a policy lets in.
func TestStranger(t *testing.T) {
	const get = `"Action":"s3:GetObject","Resource":"*"`
	r := Request{Principal: Stranger("111122223333"), Named: true, Action: "s3:GetObject", Resource: Anything(), Context: map[string]Value{
		"aws:principalaccount": Perhaps(Anything().But("111122223333")),
	}}
	for _, test := range []struct {
		want      Decision
		statement string
	}{
		{Allowed, allow(`"Principal":"*",` + get)},
		{NotKnown, allow(`"Principal":{"AWS":"arn:aws:iam::999988887777:role/x"},` + get)},
		{Denied, allow(`"Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:role/x"]},` + get)},
		{Denied, allow(`"Principal":"*",` + get + `,"Condition":{"StringEquals":{"aws:PrincipalAccount":"111122223333"}}`)},
		{NotKnown, allow(`"Principal":"*",` + get + `,"Condition":{"StringEqualsIfExists":{"aws:PrincipalAccount":"111122223333"}}`)},
		{NotKnown, allow(`"Principal":"*",` + get + `,"Condition":{"StringLike":{"aws:PrincipalAccount":"1111*"}}`)},
		{NotKnown, allow(`"Principal":"*",` + get + `,"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}`)},
		{Denied, allow(`"Principal":{"Service":"config.amazonaws.com"},` + get)},
		{Denied, allow(`"Principal":{"AWS":"AIDAEXAMPLE"},` + get)},
	} {
		if got, _ := Decide(r, Layer{document(t, test.statement)}); got != test.want {
			t.Errorf("%s: %s, want %s", test.statement, got, test.want)
		}
	}
}
