package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// problems parses what must be refused.
func problems(t *testing.T, yaml string) []Problem {
	t.Helper()
	c, err := Parse("hardbook.yaml", []byte(yaml))
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("Parse: %v, want an *Error for\n%.500s", err, yaml)
	}
	same(t, "config of a refused file", c, Config{})
	for _, p := range e.Problems {
		if p.File != "hardbook.yaml" || p.Line < 1 || p.What == "" || p.Hint == "" {
			t.Errorf("a problem is not told in full: %#v", p)
		}
		if s := p.Key + p.Value + p.What + p.Hint; strings.ContainsFunc(s, unseen) {
			t.Errorf("%q would reach the terminal as it is", s)
		}
	}
	return e.Problems
}

// A refusal is a config and the one problem it has.
type refusal struct {
	yaml  string
	line  int    // Problem.Line
	key   string // Problem.Key
	value string // Problem.Value
	what  string // a part of Problem.What
	hint  string // a part of Problem.Hint
}

func refused(t *testing.T, cases []refusal) {
	t.Helper()
	for _, c := range cases {
		t.Run(fmt.Sprintf("%.60s", c.yaml), func(t *testing.T) {
			got := problems(t, c.yaml)
			if len(got) != 1 {
				t.Fatalf("%d problems, want one: %v", len(got), got)
			}
			p := got[0]
			if p.Line != c.line || p.Key != c.key || p.Value != c.value || !strings.Contains(p.What, c.what) || !strings.Contains(p.Hint, c.hint) {
				t.Errorf("\n got %#v\nwant %#v", p, c)
			}
			if only := onlyParseSees(c.yaml, p); (bySchema(t, c.yaml) == nil) != only {
				t.Errorf("is this a problem that only Parse sees? Here it says %v, the schema otherwise: %v", only, p)
			}
		})
	}
}

// more is minimal with one more line, the fourth.
func more(line string) string { return minimal + line + "\n" }

// replaced is minimal with other text in it.
func replaced(old, new string) string {
	if !strings.Contains(minimal, old) {
		panic(old)
	}
	return strings.Replace(minimal, old, new, 1)
}

func TestRefusesForm(t *testing.T) {
	big := "# " + strings.Repeat("x", maxSize)
	refused(t, []refusal{
		{"", 1, "", "", "the file is empty", "version: 1"},
		{"# nothing\n\n", 1, "", "", "the file is empty", "version: 1"},
		{"---\n", 1, "", "", "the file is empty", "version: 1"},
		{big, 1, "", "", "larger than 1 MiB", "right file"},
		{"hello", 1, "", `"hello"`, "is not a group of keys", "version, account"},
		{"\n- version: 1", 2, "", "", "a list is not a group of keys", "version, account"},
		{more("owner: a\x00b"), 4, "", "", "control character, U+0000", "remove"},
		{more("owner: a # \x1b[2J"), 4, "", "", "control character, U+001B", "remove"},
		{more("\x7f"), 4, "", "", "control character, U+007F", "remove"},
		{more("owner: a\rb"), 4, "", "", "control character, U+000D", "remove"},
		{more("owner: a\u0085b"), 4, "", "", "control character, U+0085", "remove"},
		{more("owner: \xff"), 4, "", "", "not UTF-8", "UTF-8"},
		{"{]", 1, "", "", "this is not YAML: did not find", "brackets"},
		{more("owner: [a"), 4, "", "", "this is not YAML: did not find", "brackets"},
		{"# a comment\n\n" + more("owner: \"a\" b"), 6, "", "", "this is not YAML: did not find", "closing quotes"},
		{more("admin:\n  user: x\n group: y"), 6, "", "", "this is not YAML: did not find", "indentation"},
		{more("admin:\n  user: x\n  group y"), 6, "", "", "this is not YAML: could not find", "colon"},
		{more("\towner: a"), 4, "", "", "this is not YAML", "spaces"},
		{more("owner: \"\\ud800\""), 4, "", "", "this is not YAML", "quotes"},
		{more("---\nversion: 1"), 5, "", "", "second YAML document", "---"},
		{more("...\n---\n{]"), 6, "", "", "this is not YAML", "brackets"},

		{more("owner: &a Jo"), 4, "owner", `"&a"`, "anchors", "write the value out"},
		{more("&a owner: Jo"), 4, "owner", `"&a"`, "anchors", "write the value out"},
		{"&a\n" + minimal, 1, "", `"&a"`, "anchors", "write the value out"},
		{more("owner: *a"), 4, "", `"*a"`, "aliases", "quotes"},
		{more("owner: !!str 5"), 4, "owner", `"!!str"`, "tags", "remove the tag"},
		{more("owner: !secret Jo"), 4, "owner", `"!secret"`, "tags", "remove the tag"},
		{more("owner: !!binary Sm8="), 4, "owner", `"!!binary"`, "tags", "remove the tag"},
		{"!!map\n" + minimal, 1, "", `"!!map"`, "tags", "remove the tag"},
		{more("admin: {<<: {user: x}}"), 4, `admin."<<"`, "", "merge keys", "write the value out"},
		{more("? [owner]\n: Jo"), 4, "", "", "where a key should", "one word"},

		{more("version: 1"), 4, "version", "", "twice", "line 1"},
		{more("admin:\n  user: a\n  group: b\n  user: a"), 7, "admin.user", "", "twice", "line 5"},
		{more("skip: [{id: a, reason: b, id: c}]"), 4, "skip[0].id", "", "twice", "line 4"},
	})
}

func TestRefusesUnknownKeys(t *testing.T) {
	refused(t, []refusal{
		{more("ownr: Jo"), 4, "ownr", "", "no such key", "did you mean owner?"},
		{more("log-retention-days: 1"), 4, "log-retention-days", "", "no such key", "did you mean log_retention_days?"},
		{more("Owner: Jo"), 4, "Owner", "", "no such key", "did you mean owner?"},
		{more("admin: {usr: x}"), 4, "admin.usr", "", "no such key", "did you mean admin.user?"},
		{more("colour: red"), 4, "colour", "", "no such key", "keys here are: version, account, owner"},
		{more("admin:\n  colour: red"), 5, "admin.colour", "", "no such key", "keys here are: user, group"},
		{more("alias: acme"), 4, "alias", "", "no such key", "alias stands inside account"},
		{more("email: a@b.co"), 4, "email", "", "no such key", "inside contacts.security or contacts.billing or contacts.operations"},
		{more("admin: {owner: Jo}"), 4, "admin.owner", "", "no such key", "left margin, not inside admin"},
		{more("account.alias: acme"), 4, `"account.alias"`, "", "no such key", "write alias inside account"},
		{more("contacts: {billing: {fax: 1, name: n, title: t, email: a@b.co, phone: 1}}"), 4, "contacts.billing.fax", "", "no such key", "name, title, email, phone"},
		{more("skip: [{id: a, reason: b, why: c}]"), 4, "skip[0].why", "", "no such key", "id, reason"},
		{more("5: x"), 4, "5", "", "no such key", "keys here"},
		{more("~: x"), 4, `"~"`, "", "no such key", "keys here"},
		{more(`"\e[2J": x`), 4, `"\x1b[2J"`, "", "no such key", "keys here"},
		{more(`"\u202eowner": x`), 4, `"\u202eowner"`, "", "no such key", "did you mean owner?"},
		{more(strings.Repeat("k", 100) + ": x"), 4, quoted(strings.Repeat("k", 100)), "", "no such key", "keys here"},
	})
}

func TestRefusesWrongTypes(t *testing.T) {
	refused(t, []refusal{
		{replaced("version: 1", `version: "1"`), 1, "version", `"1"`, "is not a whole number", "without quotes"},
		{replaced("version: 1", "version: 1.0"), 1, "version", `"1.0"`, "is not a whole number", "digits"},
		{replaced("version: 1", "version: 01"), 1, "version", `"01"`, "is not a whole number", "zero"},
		{replaced("version: 1", "version: [1]"), 1, "version", "", "a list is not a whole number", "digits"},
		{more("log_retention_days: 0o555"), 4, "log_retention_days", `"0o555"`, "is not a whole number", "digits"},
		{more("log_retention_days: 0x16d"), 4, "log_retention_days", `"0x16d"`, "is not a whole number", "digits"},
		{more("log_retention_days: 3_65"), 4, "log_retention_days", `"3_65"`, "is not a whole number", "digits"},
		{more("log_retention_days: 99999999999999999999"), 4, "log_retention_days", `"99999999999999999999"`, "is not a whole number", "digits"},
		{more("paid: yes"), 4, "paid", `"yes"`, "is not true or false", "true or false"},
		{more(`paid: "true"`), 4, "paid", `"true"`, "is not true or false", "without quotes"},
		{more("paid: 1"), 4, "paid", `"1"`, "is not true or false", "true or false"},
		{more("admin: {shell: TRUE}"), 4, "admin.shell", `"TRUE"`, "is not true or false", "true or false"},
		{more("owner: 5"), 4, "owner", `"5"`, "is not text", "quotes"},
		{more("owner: true"), 4, "owner", `"true"`, "is not text", "quotes"},
		{more("owner: 2026-11-21"), 4, "owner", `"2026-11-21"`, "is not text", "quotes"},
		{more("owner: [Jo]"), 4, "owner", "", "a list is not text", "quotes"},
		{more("owner: {name: Jo}"), 4, "owner", "", "a group of keys is not text", "quotes"},
		{more("profile: 5"), 4, "profile", `"5"`, "is not text", "quotes"},
		{replaced(`"111122223333"`, "0x19DEB9A5C5"), 2, "account.id", `"0x19DEB9A5C5"`, "is not a 12-digit account id", "get-caller-identity"},
		{replaced(`"111122223333"`, "true"), 2, "account.id", `"true"`, "is not text", "quotes"},
		{replaced(`{id: "111122223333"}`, `"111122223333"`), 2, "account", `"111122223333"`, "is not a group of keys", "id, alias"},
		{replaced("[you@example.com]", "you@example.com"), 3, "notify", `"you@example.com"`, "is not a list", "brackets"},
		{replaced("[you@example.com]", "{a: b}"), 3, "notify", "", "a group of keys is not a list", "brackets"},
		{replaced("[you@example.com]", "\n- a@b.co\n- 5"), 5, "notify[1]", `"5"`, "is not text", "quotes"},
		{replaced("[you@example.com]", "\n- a@b.co\n-"), 5, "notify[1]", "", "the item is empty", "remove"},
		{replaced("3333\"", "3333\", regions: us-east-1"), 2, "account.regions", `"us-east-1"`, "is not a list", "write all, or a list"},
		{replaced("3333\"", "3333\", regions: [5, us-east-1]"), 2, "account.regions[0]", `"5"`, "is not text", "quotes"},
		{more("admin: [iam-admin]"), 4, "admin", "", "a list is not a group of keys", "user, group"},
		{more("skip: [default-vpc]"), 4, "skip[0]", `"default-vpc"`, "is not a group of keys", "id, reason"},
		{more("contacts: {security: Sam}"), 4, "contacts.security", `"Sam"`, "is not a group of keys", "name, title, email, phone"},
		{more("hardened_on: today"), 4, "hardened_on", `"today"`, "is not a date", "YYYY-MM-DD"},
		{more("hardened_on: 2026-02-30"), 4, "hardened_on", `"2026-02-30"`, "is not a date", "calendar"},
		{more("hardened_on: 2026-1-2"), 4, "hardened_on", `"2026-1-2"`, "is not a date", "YYYY-MM-DD"},
		{more("hardened_on: 2026-11-21T10:00:00Z"), 4, "hardened_on", `"2026-11-21T10:00:00Z"`, "is not a date", "YYYY-MM-DD"},
		{more("hardened_on: 20261121"), 4, "hardened_on", `"20261121"`, "is not a date", "YYYY-MM-DD"},
		{more("hardened_on: [2026-11-21]"), 4, "hardened_on", "", "a list is not a date", "YYYY-MM-DD"},
		{more("billing: {monthly_budget: '5'}"), 4, "billing.monthly_budget", `"5"`, "is not a number", "write a plain number without quotes"},
		{more("billing: {monthly_budget: .inf}"), 4, "billing.monthly_budget", `".inf"`, "is not a number", "write a plain number without quotes"},
		{more("billing: {monthly_budget: .nan}"), 4, "billing.monthly_budget", `".nan"`, "is not a number", "write a plain number without quotes"},
		{more("billing: {monthly_budget: 1e3}"), 4, "billing.monthly_budget", `"1e3"`, "is not a number", "write a plain number without quotes"},
		{more("billing: {monthly_budget: 010}"), 4, "billing.monthly_budget", `"010"`, "is not a number", "write a plain number without quotes"},
		{more("billing: {thresholds: 5}"), 4, "billing.thresholds", `"5"`, "is not a list", "brackets"},
	})
}
