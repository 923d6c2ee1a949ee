package evidence

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// trust is a document like that of the verifier role.
const trust = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/a"},` +
	`"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}]}`

// rights is a document like a permission policy.
const rights = `{"Version":"2012-10-17","Statement":[{"Sid":"x","Effect":"Allow","Action":["iam:GetUser","iam:ListUsers"],` +
	`"Resource":["arn:aws:iam::111122223333:user/a","arn:aws:iam::111122223333:user/b"]}]}`

func document(t *testing.T, text string) Document {
	t.Helper()
	var d Document
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

func TestDocumentForms(t *testing.T) {
	inString := func(s string) string { b, _ := json.Marshal(s); return string(b) }
	escaped := strings.ReplaceAll(url.QueryEscape(trust), "+", "%20")
	for name, form := range map[string]string{
		"JSON in a string":     inString(trust),
		"with space before":    inString("\n " + trust),
		"percent-encoded":      inString(url.PathEscape(trust)),
		"percent-encoded more": inString(escaped),
		"in lower case":        inString(strings.ReplaceAll(escaped, "%7B", "%7b")),
		"with encoded space":   inString("%20%0A" + escaped),
	} {
		if !document(t, form).Equal(document(t, trust)) {
			t.Errorf("%s is another document than the object: %s", name, form)
		}
	}
}

func TestDocumentEqual(t *testing.T) {
	cases := []struct{ base, replace, with string }{
		{trust, `[{`, `{`}, // a single statement; the end is mended below
		{trust, `"sts:AssumeRole"`, `["STS:assumerole"]`},
		{trust, `"true"`, `true`},
		{trust, `"true"`, `["true"]`},
		{trust, `aws:MultiFactorAuthPresent`, `aws:multifactorauthpresent`},
		{trust, `{"Effect"`, `{"Sid":"named","Effect"`},
		{trust, `2012-10-17`, `2008-10-17`}, // nothing in it is a variable
		{rights, `"Statement":[{"Sid":"x",`, `"Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::111122223333:user/b"},{`},
		{rights, `["iam:GetUser","iam:ListUsers"]`, `["iam:ListUsers","IAM:getuser","iam:GetUser"]`},
	}
	for _, c := range cases {
		text := strings.Replace(c.base, c.replace, c.with, 1)
		if c.with == `{` {
			text = strings.Replace(text, `}]}`, `}}`, 1)
		}
		if a, b := document(t, c.base), document(t, text); text == c.base || !a.Equal(b) || !b.Equal(a) {
			t.Errorf("%s\nis not the same as\n%s", text, c.base)
		}
	}
}

// A document of another meaning must never be Equal: a step would be ticked
// off that is not done.
func TestDocumentNotEqual(t *testing.T) {
	cases := []struct{ base, replace, with string }{
		{trust, `"aws:MultiFactorAuthPresent":"true"`, `"aws:MultiFactorAuthPresent":"false"`},
		{trust, `"aws:MultiFactorAuthPresent":"true"`, `"aws:MultiFactorAuthPresent":["true","false"]`},
		{trust, `"aws:MultiFactorAuthPresent":"true"`, `"aws:MultiFactorAuthPresent":[]`},
		{trust, `"Bool":`, `"BoolIfExists":`},
		{trust, `"Bool":`, `"bool":`},
		{trust, `"true"}`, `"true"},"StringEquals":{"aws:x":"y"}`},
		{trust, `"true"}`, `"true","aws:x":"y"}`},
		{trust, `,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`, ``},
		{trust, `{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`, `{}`},
		{trust, `user/a`, `user/A`},
		{trust, `:user/a"`, `:root"`},
		{trust, `{"AWS":"arn:aws:iam::111122223333:user/a"}`, `"*"`},
		{trust, `{"AWS":"arn:aws:iam::111122223333:user/a"}`, `{"AWS":"*"}`},
		{trust, `{"AWS":"arn:aws:iam::111122223333:user/a"}`, `{"AWS":[]}`},
		{trust, `{"AWS":`, `{"Federated":`},
		{trust, `{"AWS":`, `{"Service":"x.amazonaws.com","AWS":`},
		{trust, `"Principal"`, `"NotPrincipal"`},
		{trust, `"Allow"`, `"Deny"`},
		{trust, `"Action":`, `"NotAction":`},
		{trust, `"Action":"sts:AssumeRole"`, `"Action":["sts:AssumeRole","sts:TagSession"]`},
		{trust, `"Action":"sts:AssumeRole"`, `"Action":[]`},
		{trust, `"Action":"sts:AssumeRole"`, `"Action":"sts:*"`},
		{trust, `"Action":`, `"Resource":"*","Action":`},
		{trust, `"Action":`, `"Resource":[],"Action":`},
		{trust, `"Action":`, `"Future":{"a":1},"Action":`},
		{trust, `]}`, `,{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}`},
		{rights, `"Resource":`, `"NotResource":`},
		{rights, `"Resource":["arn:aws:iam::111122223333:user/a",`, `"Resource":["*",`},
		{rights, `"arn:aws:iam::111122223333:user/a",`, ``},
		{rights, `,"Resource":["arn:aws:iam::111122223333:user/a","arn:aws:iam::111122223333:user/b"]`, ``},
		{rights, `user/b"]`, `user/b"],"Condition":{"StringEquals":{"aws:x":"a"}}`},
	}
	for _, c := range cases {
		text := strings.Replace(c.base, c.replace, c.with, 1)
		if a, b := document(t, c.base), document(t, text); text == c.base || a.Equal(b) || b.Equal(a) {
			t.Errorf("%s\nis taken for the same as\n%s", text, c.base)
		}
	}
}

func TestMissingSaysWhat(t *testing.T) {
	has, want := document(t, rights), document(t, strings.Replace(rights, "iam:ListUsers", "iam:ListRoles", 1))
	got := has.Missing(want)
	if !slices.Equal(got, []string{
		"allow iam:listroles on arn:aws:iam::111122223333:user/a", "allow iam:listroles on arn:aws:iam::111122223333:user/b",
	}) {
		t.Errorf("missing %q", got)
	}
	got = document(t, rights).Missing(document(t, trust))
	if want := "allow sts:assumerole to AWS:arn:aws:iam::111122223333:user/a if Bool aws:multifactorauthpresent is \"true\""; !slices.Equal(got, []string{want}) {
		t.Errorf("missing %q, want %q", got, want)
	}
}

func TestDenyOnly(t *testing.T) {
	deny := strings.ReplaceAll(rights, "Allow", "Deny")
	if !document(t, deny).DenyOnly() || document(t, rights).DenyOnly() {
		t.Error("a document of one statement")
	}
	both := strings.Replace(deny, `[{`, `[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"},{`, 1)
	if document(t, both).DenyOnly() {
		t.Error("one statement allows")
	}
}
