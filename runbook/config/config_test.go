package config

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// minimal is a config with only what is required, in four lines.
const minimal = "version: 1\naccount: {id: \"111122223333\"}\nnotify: [you@example.com]\n"

func parse(t *testing.T, yaml string) Config {
	t.Helper()
	c, err := Parse("hardbook.yaml", []byte(yaml))
	if err != nil {
		t.Fatalf("Parse: %v\n%s", err, yaml)
	}
	if err := bySchema(t, yaml); err != nil {
		t.Errorf("the schema refuses what Parse takes: %v\n%s", err, yaml)
	}
	return c
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s\n got %#v\nwant %#v", what, got, want)
	}
}

func TestDefaults(t *testing.T) {
	want := Config{
		Version: 1,
		Account: Account{
			ID: "111122223333", Alias: "", Kind: Standalone, Partition: "aws", HomeRegion: "us-east-1", Regions: nil,
		},
		Notify:           []string{"you@example.com"},
		Admin:            Admin{User: "iam-admin", Group: "iam-admins", Authenticator: "an authenticator app", Shell: true},
		Billing:          Billing{Currency: "USD", Thresholds: []float64{10, 50, 100}, MonthlyBudget: 100},
		LogRetentionDays: 365,
		Profile:          Baseline,
		BilledChecks:     []string{},
		Skip:             []Skipped{},
	}
	same(t, "absent keys", parse(t, minimal), want)
	same(t, "keys without a value", parse(t, `
version: 1
account: {id: "111122223333", alias: , kind: ~, partition: null, home_region: , regions: }
owner:
notify: [you@example.com]
hardened_on:
admin: {user: , group: , authenticator: , shell: }
billing: {currency: , thresholds: , monthly_budget: }
contacts: {security: , billing: , operations: }
log_retention_days:
profile:
paid:
billed_checks:
skip:
`), want)
	same(t, "groups without a value", parse(t, minimal+"admin:\nbilling:\ncontacts:\n"), want)
	same(t, "empty lists and groups", parse(t, minimal+"admin: {}\nbilling: {}\ncontacts: {}\nbilled_checks: []\nskip: []\nowner: ''\n"), want)
	if got := want.HardenedOn.String(); got != "" {
		t.Errorf("no date prints as %q", got)
	}
}

func TestExample(t *testing.T) {
	want := Config{
		Version:    1,
		Account:    Account{ID: "111122223333", Alias: "acme-sandbox", Kind: Standalone, Partition: "aws", HomeRegion: "us-east-1"},
		Owner:      "Jo Doe",
		Notify:     []string{"you@example.com"},
		HardenedOn: Date{time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)},
		Admin:      Admin{User: "iam-admin", Group: "iam-admins", Authenticator: "Microsoft Authenticator", Shell: true},
		Billing:    Billing{Currency: "USD", Thresholds: []float64{10, 50, 100}, MonthlyBudget: 100},
		Contacts: Contacts{
			Security:   &Contact{"Sam Rivera", "Head of Security", "security@example.com", "+1 206 555 0100"},
			Billing:    &Contact{"Kim Okafor", "Accounts Payable", "billing@example.com", "+1 206 555 0101"},
			Operations: &Contact{"Alex Nowak", "On-call Engineer", "operations@example.com", "+1 206 555 0102"},
		},
		LogRetentionDays: 365,
		Profile:          Baseline,
		BilledChecks:     []string{},
		Skip:             []Skipped{},
	}
	same(t, "example", Example(), want)
	same(t, "what init writes", parse(t, string(ExampleYAML())), want)
	if got := want.HardenedOn.String(); got != "2026-11-21" {
		t.Errorf("date prints as %q", got)
	}
	ExampleYAML()[0] = 'x'
	same(t, "example after a caller changed its copy", Example(), want)
}

func TestName(t *testing.T) {
	same(t, "with an alias", Account{ID: "111122223333", Alias: "acme"}.Name(), "acme")
	same(t, "without", Account{ID: "111122223333"}.Name(), "111122223333")
}

func TestProfileIncludes(t *testing.T) {
	order := []Profile{Essentials, Baseline, CIS}
	for i, p := range order {
		for j, other := range order {
			if got := p.Includes(other); got != (j <= i) {
				t.Errorf("%s includes %s: %v", p, other, got)
			}
		}
		if p.Includes("") || Profile("").Includes(p) {
			t.Errorf("%s and no profile include one another", p)
		}
	}
}

// TestAccepted holds the good side of each rule.
func TestAccepted(t *testing.T) {
	id := func(s string) string { return "version: 1\naccount: {id: " + s + "}\nnotify: [you@example.com]\n" }
	for _, source := range []string{`"011122223333"`, `'011122223333'`, `011122223333`, `000000000000`} {
		if got := parse(t, id(source)).Account.ID; got != source && got != source[1:len(source)-1] {
			t.Errorf("account id %s became %s", source, got)
		}
	}
	same(t, "id above the octal digits", parse(t, id("089999999999")).Account.ID, "089999999999")

	account := func(more string) Account {
		return parse(t, `{version: 1, notify: [you@example.com], account: {id: "111122223333", `+more+`}}`).Account
	}
	for _, alias := range []string{"abc", "a-b", "0-0", "acme-sandbox-2", "1234567890123", strings.Repeat("a", 63)} {
		same(t, "alias", account(`alias: "`+alias+`"`).Alias, alias)
	}
	for _, kind := range []Kind{Standalone, OrganizationMember, OrganizationManagement} {
		same(t, "kind", account("kind: "+string(kind)).Kind, kind)
	}
	for _, region := range []string{"us-east-1", "ap-southeast-7", "il-central-1", "mx-central-1"} {
		same(t, "home region", account("home_region: "+region).HomeRegion, region)
	}
	same(t, "all regions", account("regions: all").Regions, []string(nil))
	same(t, "regions", account("regions: [eu-west-1, us-east-1]").Regions, []string{"eu-west-1", "us-east-1"})

	address := "a.B_c%d+e-9@mail-1.example.co.uk"
	same(t, "notify", parse(t, `{version: 1, account: {id: "111122223333"}, notify: [`+address+`, b@x.xn--p1ai]}`).Notify, []string{address, "b@x.xn--p1ai"})

	for _, days := range []int{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653} {
		same(t, "log retention", parse(t, more(fmt.Sprint("log_retention_days: ", days))).LogRetentionDays, days)
	}
	same(t, "first day", parse(t, more("hardened_on: 2006-01-01")).HardenedOn.String(), "2006-01-01")

	c := parse(t, minimal+`
billing: {thresholds: [100, 0.01, 12.50, 1000000000], monthly_budget: 99.99}
admin: {user: "_a+b=c,d.e@f-", group: "=g", shell: false}
contacts: {security: {name: n, title: t, email: s+x@example.com, phone: (020) 7946-0}, billing: {name: n, title: t, email: b@example.com, phone: +442079460000}}
log_retention_days: 3653
profile: cis
paid: true
billed_checks: [cost-anomalies, a1]
skip: [{id: default-vpc, reason: in use}, {id: x, reason: "no"}]
`)
	same(t, "thresholds, sorted", c.Billing.Thresholds, []float64{0.01, 12.5, 100, 1e9})
	same(t, "budget", c.Billing.MonthlyBudget, 99.99)
	same(t, "admin", c.Admin, Admin{User: "_a+b=c,d.e@f-", Group: "=g", Authenticator: "an authenticator app", Shell: false})
	same(t, "phones", []string{c.Contacts.Security.Phone, c.Contacts.Billing.Phone}, []string{"(020) 7946-0", "+442079460000"})
	same(t, "absent contact", c.Contacts.Operations, (*Contact)(nil))
	same(t, "the rest", []any{c.LogRetentionDays, c.Profile, c.Paid}, []any{3653, CIS, true})
	same(t, "billed checks", c.BilledChecks, []string{"cost-anomalies", "a1"})
	same(t, "skip", c.Skip, []Skipped{{"default-vpc", "in use"}, {"x", "no"}})
	same(t, "windows file", parse(t, "\ufeffversion: 1\r\naccount:\r\n  id: \"111122223333\"\r\nnotify:\r\n- you@example.com\r\n"), parse(t, minimal))
}
