package iam

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"hardbook/runbook/evidence"
)

// document reads statements as a policy document.
func document(t testing.TB, statements ...string) evidence.Document {
	t.Helper()
	var d evidence.Document
	if err := json.Unmarshal([]byte(`{"Version":"2012-10-17","Statement":[`+strings.Join(statements, ",")+`]}`), &d); err != nil || d.Unread != nil {
		t.Fatalf("%v: %v, %v", statements, err, d.Unread)
	}
	return d
}

// allow is a statement of these members.
func allow(members string) string { return `{"Effect":"Allow",` + members + `}` }

func deny(members string) string { return `{"Effect":"Deny",` + members + `}` }

func letters(suffix string) string {
	var all []string
	for r := 'a'; r <= 'z'; r++ {
		all = append(all, fmt.Sprintf("%q", string(r)+suffix))
	}
	return strings.Join(all, ",")
}

// TestEverything holds which statements give everything together.
func TestEverything(t *testing.T) {
	own := `"arn:aws:*:*:111122223333:*"`
	for _, test := range []struct {
		want       bool
		statements []string
	}{
		{true, []string{allow(`"Action":"*","Resource":"*"`)}},
		{true, []string{allow(`"Action":"*:*","Resource":["*"]`)}},
		{true, []string{allow(`"Action":"*","Resource":` + own)}},
		{true, []string{allow(`"Action":"*","Resource":"arn:aws:*"`)}},
		{false, []string{allow(`"Action":"*","Resource":"arn:aws:s3:::*"`)}},
		{false, []string{allow(`"Action":"iam:*","Resource":"*"`)}},
		{false, []string{allow(`"NotAction":"iam:*","Resource":"*"`)}},
		{true, []string{allow(`"NotAction":"s3:*","Resource":"*"`)}},
		{true, []string{allow(`"NotAction":"iam:CreateUser","Resource":"*"`)}},
		{false, []string{allow(`"NotAction":["iam:*","s3:*"],"Resource":"*"`)}},
		{false, []string{allow(`"NotAction":["i*"],"Resource":"*"`)}},
		{true, []string{allow(`"NotAction":"iam:*","Resource":"*"`), allow(`"Action":"iam:*","Resource":"*"`)}},
		{true, []string{allow(`"NotAction":["iam:*","organizations:*"],"Resource":"*"`), allow(`"Action":"IAM:*","Resource":"*"`)}},
		{false, []string{allow(`"NotAction":"iam:*","Resource":"*"`), allow(`"Action":"iam:Get*","Resource":"*"`)}},
		{true, []string{allow(`"Action":[` + letters("*") + `],"Resource":"*"`)}},
		{false, []string{allow(`"Action":[` + strings.Replace(letters("*"), `"i*",`, "", 1) + `],"Resource":"*"`)}},
		{true, []string{allow(`"Action":["*a","*b","*c","*d","*e","*f","*g","*h","*i","*j","*k","*l","*m","*n","*o","*p","*q","*r","*s","*t","*u","*v","*w","*x","*y","*z","*0","*1","*2","*3","*4","*5","*6","*7","*8","*9","*-"],"Resource":"*"`)}},
		{true, []string{allow(`"Action":"*","Resource":"arn:aws:s3:::x"`), allow(`"Action":"*","NotResource":"arn:aws:s3:::x"`)}},
		{true, []string{allow(`"Action":"*","Resource":"arn:aws:iam::111122223333:*"`), allow(`"Action":"*","NotResource":"arn:aws:iam::111122223333:*"`)}},
		{false, []string{allow(`"Action":"*","NotResource":"arn:aws:iam::111122223333:*"`)}},
		{false, []string{allow(`"Action":"*","NotResource":"arn:aws:iam::*"`), allow(`"Action":"s3:*","Resource":"*"`)}},
		{true, []string{allow(`"Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`)}},
		{true, []string{allow(`"Action":"*","Resource":"*"`), deny(`"Action":"*","Resource":"*"`)}},
		{false, []string{deny(`"Action":"*","Resource":"*"`)}},
	} {
		if got, err := Everything(Layer{document(t, test.statements...)}, "111122223333"); got != test.want || err != nil {
			t.Errorf("%v gives everything: %t, %v", test.statements, got, err)
		}
		var apart Layer
		for _, s := range test.statements {
			apart = append(apart, document(t, s))
		}
		if got, err := Everything(apart, "111122223333"); got != test.want || err != nil {
			t.Errorf("%v in documents of their own give everything: %t, %v", test.statements, got, err)
		}
	}
}

// TestRefused holds what refuses a session without MFA all but a few actions.
func TestRefused(t *testing.T) {
	except := []string{"iam:GetUser", "iam:EnableMFADevice"}
	without := func(v Value) Request {
		return Request{Resource: Anything(), Context: map[string]Value{"aws:multifactorauthpresent": v}}
	}
	const rest, mfa = `"NotAction":["iam:GetUser","iam:EnableMFADevice"],"Resource":"*",`, "aws:MultiFactorAuthPresent"
	for _, test := range []struct {
		no, missing bool // refused where MFA is false, and where nothing is said of it
		statements  []string
	}{
		{true, true, []string{deny(rest + `"Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}`)}},
		{true, false, []string{deny(rest + `"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}`)}},
		{true, true, []string{deny(rest + `"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}`), deny(rest + `"Condition":{"Null":{"aws:MultiFactorAuthPresent":"true"}}`)}},
		{true, true, []string{deny(rest + `"Condition":{"BoolIfExists":{"aws:multifactorauthpresent":["false"]}}`)}},
		{true, true, []string{deny(`"NotAction":"iam:*","Resource":"*","Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`), deny(`"NotAction":"iam:GetUser","Resource":"*","Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`)}},
		{false, false, []string{deny(`"NotAction":"iam:*","Resource":"*","Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`)}},
		{false, false, []string{deny(`"NotAction":["iam:GetUser","s3:GetObject"],"Resource":"*","Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`)}},
		{false, false, []string{deny(`"Action":"*","Resource":"arn:aws:s3:::*","Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`)}},
		{false, false, []string{deny(rest + `"Condition":{"BoolIfExists":{"` + mfa + `":"false"},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}`)}},
		{false, false, []string{allow(rest + `"Condition":{"BoolIfExists":{"` + mfa + `":"false"}}`)}},
		{true, true, []string{deny(`"Action":"*","Resource":"*"`)}},
	} {
		d := Layer{document(t, test.statements...)}
		no, errN := Refused(without(IsWord("false")), d, except)
		missing, errM := Refused(without(Missing()), d, except)
		if no != test.no || missing != test.missing || errN != nil || errM != nil {
			t.Errorf("%v: refused with no MFA %t, with none told %t (%v, %v)", test.statements, no, missing, errN, errM)
		}
	}
}
