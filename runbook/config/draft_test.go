package config

import (
	"bytes"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// TestDraftOfNothing: what was not given is switched off or at its default, and
// the comments are all there.
func TestDraftOfNothing(t *testing.T) {
	var d Draft
	d.Set("account.id", "111122223333")
	d.Set("notify", "you@example.com")
	same(t, "defaults", parse(t, string(d.YAML())), parse(t, minimal))
	for line := range bytes.Lines(ExampleYAML()) {
		_, comment, ok := bytes.Cut(line, []byte("#"))
		if ok && !bytes.Contains(d.YAML(), comment) {
			t.Errorf("this comment is lost: %s", comment)
		}
	}
	same(t, "what is missing", problemKeys(t, Draft{}), []string{"notify", "account.id"})

	// Whoever switches every line on has the example again.
	off := regexp.MustCompile(`(?m)^( *)#((  )*[a-z_]+:)`)
	on := off.ReplaceAllString(string(d.YAML()), "$1$2")
	same(t, "all switched on", parse(t, on), Example())
}

func problemKeys(t *testing.T, d Draft) []string {
	t.Helper()
	var keys []string
	for _, p := range problems(t, string(d.YAML())) {
		keys = append(keys, p.Key)
	}
	return keys
}

// TestDraftOfAll: every key that can be set arrives, and copies stay apart.
func TestDraftOfAll(t *testing.T) {
	var d Draft
	for key, values := range map[string][]string{
		"account.id": {"011122223333"}, "account.alias": {"1e3"}, "account.kind": {"organization-member"}, "account.partition": {"aws"},
		"account.home_region": {"eu-west-1"}, "account.regions": {"eu-west-1", "us-east-1"}, "owner": {"true"}, "notify": {"a@example.com", "b@example.com"},
		"hardened_on": {"2026-11-22"}, "admin.user": {"a-very-long-name-that-pushes-the-comment-away"}, "admin.group": {"=g"}, "admin.authenticator": {"2026-01-01"},
		"admin.shell": {"false"}, "billing.currency": {"USD"}, "billing.thresholds": {"0.5", "12.25"}, "billing.monthly_budget": {"7"},
		"log_retention_days": {"30"}, "log_archive": {"012345678901"}, "profile": {"cis"}, "paid": {"true"}, "billed_checks": {"cost-anomalies"},
	} {
		d.Set(key, values...)
	}
	want := parse(t, `
version: 1
account: {id: "011122223333", alias: "1e3", kind: organization-member, home_region: eu-west-1, regions: [eu-west-1, us-east-1]}
owner: "true"
notify: [a@example.com, b@example.com]
hardened_on: 2026-11-22
admin: {user: a-very-long-name-that-pushes-the-comment-away, group: =g, authenticator: "2026-01-01", shell: false}
billing: {thresholds: [0.5, 12.25], monthly_budget: 7}
log_retention_days: 30
log_archive: "012345678901"
profile: cis
paid: true
billed_checks: [cost-anomalies]
`)
	same(t, "all", parse(t, string(d.YAML())), want)
	other := d
	other.Set("account.regions", "all")
	same(t, "all Regions", parse(t, string(other.YAML())).Account.Regions, []string(nil))
	same(t, "the first", parse(t, string(d.YAML())), want)
}

// TestDraftOfHostileText: no text breaks out of its place. It arrives as it is,
// or the rules name its key and no other.
func TestDraftOfHostileText(t *testing.T) {
	texts := []string{"", " ", "a: b", "x # y", "#", "\"", "'", "\\", "- a", "[a", "{a: b}", "&a", "*a", "!!str a", "| ", "> x", "%", "@a", "`id`", "$(id)", "---", "...", "~", "null",
		"yes", "0x1", "1_000", ".inf", "1e3", "2026-01-01", "5\nowner: x", "a\tb", "a\x00b", "\xff", "\u202e", "\ufeff", "日本語", "a, b", "a]", strings.Repeat("x y ", 25), "</script>"}
	for _, s := range texts {
		for _, key := range []string{"owner", "admin.authenticator", "admin.user", "account.id", "notify", "billing.thresholds", "billing.monthly_budget", "paid", "log_retention_days", "log_archive", "hardened_on", "account.regions", "profile"} {
			var d Draft
			d.Set("account.id", "111122223333")
			d.Set("notify", "you@example.com")
			d.Set(key, s)
			c, err := Parse("f", d.YAML())
			if err == nil {
				got := reflect.ValueOf(c)
				if key == "owner" && c.Owner != s || key == "admin.authenticator" && c.Admin.Authenticator != s || key == "notify" && c.Notify[0] != s {
					t.Errorf("%s: %q became %#v", key, s, got)
				}
				continue
			}
			for _, k := range problemKeys(t, d) {
				if k != key && outer(k) != key {
					t.Errorf("%s: %q is a problem of %q: %v", key, s, k, err)
				}
			}
		}
	}
}

func TestDraftKnowsItsKeys(t *testing.T) {
	for _, key := range []string{"", "account", "contacts.security", "contacts.security.name", "skip", "nothing", "owner.name"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q can be set", key)
				}
			}()
			new(Draft).Set(key, "x")
		}()
	}
}
