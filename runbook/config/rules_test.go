package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestRefusesAccount(t *testing.T) {
	id := func(s string) string { return replaced(`"111122223333"`, s) }
	account := func(s string) string { return replaced(`3333"`, `3333", `+s) }
	cases := []refusal{
		{replaced("version: 1\n", "\n"), 1, "version", "", "is missing", "version: 1"},
		{replaced("version: 1", "version: 2"), 1, "version", `"2"`, "does not know", "version: 1"},
		{replaced("version: 1", "version: 0"), 1, "version", `"0"`, "does not know", "version: 1"},
		{replaced(`account: {id: "111122223333"}`, ""), 1, "account.id", "", "is missing", "get-caller-identity"},
		{replaced(`{id: "111122223333"}`, "{}"), 2, "account.id", "", "is missing", "get-caller-identity"},
		{replaced(`{id: "111122223333"}`, "\n  alias: abc\n  id:"), 4, "account.id", "", "is missing", "get-caller-identity"},
		{account("kind: sole"), 2, "account.kind", `"sole"`, "is not a kind of account", "organization-management"},
		{account("kind: builder"), 2, "account.kind", `"builder"`, "is not a kind of account", "one page and no steps"},
		{account("partition: aws-cn"), 2, "account.partition", `"aws-cn"`, "does not know", "GovCloud and China"},
		{account("home_region: us-east1"), 2, "account.home_region", `"us-east1"`, "is not a Region", "us-east-1"},
		{account("home_region: US-EAST-1"), 2, "account.home_region", `"US-EAST-1"`, "is not a Region", "us-east-1"},
		{account("home_region: us-east-1a"), 2, "account.home_region", `"us-east-1a"`, "is not a Region", "us-east-1"},
		{account("home_region: all"), 2, "account.home_region", `"all"`, "is not a Region", "us-east-1"},
		{account("regions: []"), 2, "account.regions", "", "the list is empty", "at least 1"},
		{account("regions: [us-east-1, us-east-1]"), 2, "account.regions[1]", `"us-east-1"`, "twice", "remove"},
		{account("regions: [us-east-1, 'eu-west-1;id']"), 2, "account.regions[1]", `"eu-west-1;id"`, "is not a Region", "code"},
		{account("regions: [eu-west-1]"), 2, "account.home_region", "", `"us-east-1", the default, is not in account.regions`, "add it"},
		{account("regions: [eu-west-1], home_region: eu-west-2"), 2, "account.home_region", `"eu-west-2"`, "is not in account.regions", "add it"},
		{account("regions: [eu-west, us-west-1]"), 2, "account.regions[0]", `"eu-west"`, "is not a Region", "code"},
	}
	for _, s := range []string{"12345", "1111222233334", "11112222333a", "1111-2222-3333", " 111122223333", "１１１１２２２２３３３３", "", "$(id)12345678"} {
		cases = append(cases, refusal{id("'" + s + "'"), 2, "account.id", quoted(s), "is not a 12-digit account id", "keep it in quotes"})
	}
	cases = append(cases, refusal{id("12345"), 2, "account.id", `"12345"`, "is not a 12-digit account id", "keep it in quotes"})
	for _, s := range []string{"ab", "Acme", "a--b", "-ab", "abc-", "a_b", "a.b", "a/../b", "111122223333", strings.Repeat("a", 64), "a b", "", "abc\n", "…"} {
		cases = append(cases, refusal{account(fmt.Sprintf("alias: %q", s)), 2, "account.alias", quoted(s), "is not an account alias", "3 to 63"})
	}
	for _, s := range []string{"us-gov-west-1", "cn-north-1", "us-iso-east-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1"} {
		cases = append(cases, refusal{account("home_region: " + s), 2, "account.home_region", quoted(s), "outside the aws partition", "GovCloud"})
	}
	refused(t, cases)
}

func TestRefusesMoney(t *testing.T) {
	thresholds := func(s string) string { return more("billing: {thresholds: [" + s + "]}") }
	cases := []refusal{
		{more("billing: {currency: EUR}"), 4, "billing.currency", `"EUR"`, "reports no charges", "USD"},
		{more("billing: {currency: usd}"), 4, "billing.currency", `"usd"`, "is not a currency", "USD"},
		{thresholds(""), 4, "billing.thresholds", "", "the list is empty", "at least 1"},
		{thresholds(strings.Repeat("1,", 21)), 4, "billing.thresholds", "", "21 items", "at most 20"},
		{thresholds("100, 5, 5.00"), 4, "billing.thresholds[2]", `"5.00"`, "twice", "remove"},
		{thresholds("\n 100,\n -5"), 6, "billing.thresholds[1]", `"-5"`, "above 0", "such as 50"},
		{thresholds("5, ten"), 4, "billing.thresholds[1]", `"ten"`, "is not a number", "such as 50"},
		{thresholds("0"), 4, "billing.thresholds[0]", `"0"`, "above 0", "such as 50"},
		{thresholds("1000000000.01"), 4, "billing.thresholds[0]", `"1000000000.01"`, "up to 1000000000", "such as 50"},
		{thresholds(strings.Repeat("9", 30)), 4, "billing.thresholds[0]", quoted(strings.Repeat("9", 30)), "up to 1000000000", "such as 50"},
		{thresholds(strings.Repeat("9", 400)), 4, "billing.thresholds[0]", quoted(strings.Repeat("9", 400)), "is not a number", "such as 50"},
		{thresholds("0.001"), 4, "billing.thresholds[0]", `"0.001"`, "two decimals", "cents"},
		{more("billing: {monthly_budget: 0}"), 4, "billing.monthly_budget", `"0"`, "above 0", "such as 50"},
		{more("billing: {monthly_budget: 1.005}"), 4, "billing.monthly_budget", `"1.005"`, "two decimals", "cents"},
		{more("log_retention_days: 364"), 4, "log_retention_days", `"364"`, "CloudWatch Logs", "365 400"},
		{more("log_archive: '99998888777'"), 4, "log_archive", `"99998888777"`, "12-digit account id", "without dashes"},
		{more("log_archive: 9999-8888-7777"), 4, "log_archive", `"9999-8888-7777"`, "12-digit account id", "without dashes"},
		{more("log_archive: \"999988887777 \""), 4, "log_archive", `"999988887777 "`, "12-digit account id", "without dashes"},
		{more("log_archive: '111122223333'"), 4, "log_archive", `"111122223333"`, "this account itself", "leave the key out"},
		{more("log_retention_days: 0"), 4, "log_retention_days", `"0"`, "CloudWatch Logs", "365 400"},
		{more("hardened_on: 0001-01-01"), 4, "hardened_on", `"0001-01-01"`, "before there was AWS", "2026"},
		{more("hardened_on: 2005-12-31"), 4, "hardened_on", `"2005-12-31"`, "before there was AWS", "2026"},
		{more("profile: all"), 4, "profile", `"all"`, "is not a profile", "essentials, baseline or cis"},
	}
	refused(t, cases)
	same(t, "as many as there may be", len(parse(t, thresholds("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20")).Billing.Thresholds), 20)
}

func TestRefusesPeople(t *testing.T) {
	notify := func(s string) string { return replaced("[you@example.com]", s) }
	contact := func(member, value string) string {
		c := map[string]string{"name": "n", "title": "t", "email": "e@example.com", "phone": "1"}
		c[member] = value
		return more(fmt.Sprintf("contacts: {billing: {name: %q, title: %q, email: %q, phone: %q}}", c["name"], c["title"], c["email"], c["phone"]))
	}
	var eleven, twins []string
	for i := range 11 {
		eleven, twins = append(eleven, fmt.Sprintf("a%d@example.com", i)), []string{"a@example.com", "A@Example.com"}
	}
	cases := []refusal{
		{replaced("notify: [you@example.com]", ""), 1, "notify", "", "is missing", "whom to warn"},
		{notify("[]"), 3, "notify", "", "the list is empty", "at least 1"},
		{notify("[" + strings.Join(eleven, ",") + "]"), 3, "notify", "", "11 items", "at most 10"},
		{notify("[" + strings.Join(twins, ",") + "]"), 3, "notify[1]", `"A@Example.com"`, "twice", "remove"},
		{contact("name", ""), 4, "contacts.billing.name", `""`, "is empty", "write"},
		{contact("name", "  "), 4, "contacts.billing.name", `"  "`, "is empty", "write"},
		{contact("name", strings.Repeat("é", 65)), 4, "contacts.billing.name", quoted(strings.Repeat("é", 65)), "longer than 64", "less"},
		{contact("title", ""), 4, "contacts.billing.title", `""`, "is empty", "write"},
		{contact("title", strings.Repeat("é", 51)), 4, "contacts.billing.title", quoted(strings.Repeat("é", 51)), "longer than 50", "less"},
		{contact("name", "file:///etc/passwd"), 4, "contacts.billing.name", `"file:///etc/passwd"`, "begins like an address", "words before"},
		{contact("name", "fileb://x"), 4, "contacts.billing.name", `"fileb://x"`, "begins like an address", "words before"},
		{contact("title", "http://a.example"), 4, "contacts.billing.title", `"http://a.example"`, "begins like an address", "words before"},
		{contact("title", "https://a.example"), 4, "contacts.billing.title", `"https://a.example"`, "begins like an address", "words before"},
		{contact("email", "e"), 4, "contacts.billing.email", `"e"`, "is not an e-mail address", "name@example.com"},
		{contact("email", "a%b@example.com"), 4, "contacts.billing.email", `"a%b@example.com"`, "AWS does not take", "letters"},
		{contact("email", "a@example.xn--p1ai"), 4, "contacts.billing.email", `"a@example.xn--p1ai"`, "AWS does not take", "letters"},
		{more("contacts: {billing: {name: n, title: t, email: e@example.com}}"), 4, "contacts.billing.phone", "", "is missing", "leave the whole contact out"},
		{more("owner: " + strings.Repeat("x", 101)), 4, "owner", quoted(strings.Repeat("x", 101)), "longer than 100", "less"},
		{more("admin: {authenticator: ''}"), 4, "admin.authenticator", `""`, "is empty", "write"},
		{more("admin: {authenticator: " + strings.Repeat("x", 101) + "}"), 4, "admin.authenticator", quoted(strings.Repeat("x", 101)), "longer than 100", "less"},
		{more("skip: [{id: a, reason: " + strings.Repeat("x", 501) + "}]"), 4, "skip[0].reason", quoted(strings.Repeat("x", 501)), "longer than 500", "less"},
		{more("skip: [{id: a}]"), 4, "skip[0].reason", "", "is missing", "say why"},
		{more("skip: [{id: a, reason: ' '}]"), 4, "skip[0].reason", `" "`, "is empty", "write"},
		{more("skip: [{reason: a}]"), 4, "skip[0].id", "", "is missing", "hardbook steps"},
		{more("skip:\n- {id: a, reason: b}\n- {id: a, reason: c}"), 6, "skip[1].id", `"a"`, "twice", "remove"},
		{more("billed_checks: [a, b, a]"), 4, "billed_checks[2]", `"a"`, "twice", "remove"},
		{more("billed_checks: [" + strings.Repeat("a,", 201) + "]"), 4, "billed_checks", "", "201 items", "at most 200"},
		{more("skip: [" + strings.Repeat("{},", 201) + "]"), 4, "skip", "", "201 items", "at most 200"},
	}
	for _, s := range []string{"", "you", "@example.com", "a@b", "a@@b.co", "a@b.co@c.co", "a b@c.co", "a@b c.co", "-a@b.co", ".a@b.co", "a.@b.co", "a..b@c.co",
		"a@-b.co", "a@b-.co", "a@b..co", "a@b.co.", "a@.b.co", "a@b.1", "a@b.c", "$(id)@b.co", "`id`@b.co", "a'b@c.co", `a"b@c.co`, "a;b@c.co", "a|b@c.co", "a&b@c.co", "a<b@c.co",
		"a*b@c.co", "a[b@c.co", "a\\b@c.co", "a\nb@c.co", "a@b.co\n", "é@b.co", "a@é.co", "Jo <a@b.co>", "a!b@c.co", "a#b@c.co", "a{b@c.co", "a~b@c.co",
		strings.Repeat("a", 65) + "@b.co", "a@" + strings.Repeat("abcdefg.", 32) + "co"} {
		cases = append(cases, refusal{notify(fmt.Sprintf("[%q]", s)), 3, "notify[0]", quoted(s), "is not an e-mail address", "name@example.com"})
	}
	for _, s := range []string{"", "-1", "+", "1\n2", "1\t2", "call me", "1;2", "$(id)", "１", "1.2", strings.Repeat("1", 26)} {
		cases = append(cases, refusal{contact("phone", s), 4, "contacts.billing.phone", quoted(s), "is not a phone number", "1 to 25"})
	}
	for _, s := range []string{"", "-a", "a b", "a/b", "a'b", "$(id)", "a;b", "a\nb", "é", "a:b", "a*", "%s", "<root>", strings.Repeat("a", 129)} {
		cases = append(cases, refusal{more(fmt.Sprintf("admin: {user: %q}", s)), 4, "admin.user", quoted(s), "is not an IAM name", "1 to 64"},
			refusal{more(fmt.Sprintf("admin: {group: %q}", s)), 4, "admin.group", quoted(s), "is not an IAM name", "1 to 128"})
	}
	cases = append(cases, refusal{more("admin: {user: " + strings.Repeat("a", 65) + "}"), 4, "admin.user", quoted(strings.Repeat("a", 65)), "is not an IAM name", "1 to 64"})
	for _, s := range []string{"", "A", "a_b", "-a", "a-", "a--b", "a b", "a/b", "../a", "$(id)", "é", "a\n", strings.Repeat("a", 65)} {
		cases = append(cases, refusal{more(fmt.Sprintf("skip: [{id: %q, reason: r}]", s)), 4, "skip[0].id", quoted(s), "is not the name of a step", "hardbook steps"},
			refusal{more(fmt.Sprintf("billed_checks: [%q]", s)), 4, "billed_checks[0]", quoted(s), "is not the name of a step", "hardbook steps"})
	}
	refused(t, cases)
	parse(t, notify("["+strings.Join(eleven[:10], ",")+"]"))
}

// TestEachContact holds that each of the three is looked at.
func TestEachContact(t *testing.T) {
	for _, kind := range []string{"security", "billing", "operations"} {
		refused(t, []refusal{{more("contacts: {" + kind + ": {name: n, title: t, email: e@example.com, phone: none}}"),
			4, "contacts." + kind + ".phone", `"none"`, "is not a phone number", "1 to 25"}})
	}
}
