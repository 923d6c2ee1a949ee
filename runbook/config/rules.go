package config

import (
	"fmt"
	"slices"
	"strings"
)

// rules reports each value that AWS, or the book, cannot work with. Every
// value that ends up in a command is held to its alphabet here.
func (r *reader) rules(c *Config) {
	r.required("version", "write version: 1")
	r.check("version", r.limit("version").has(c.Version), "is a version this hardbook does not know", "write version: 1")
	r.account(c.Account)
	r.text("owner", c.Owner)
	r.required("notify", "write whom to warn, such as notify: [you@example.com]")
	r.count("notify", len(c.Notify))
	for i, address := range first(r.limit("notify").most, c.Notify) {
		key := fmt.Sprintf("notify[%d]", i)
		r.email(key, address)
		sameAddress := func(other string) bool { return strings.EqualFold(other, address) }
		r.check(key, !slices.ContainsFunc(c.Notify[:i], sameAddress), "is here twice", "remove one of them")
	}
	// AWS has accounts since 2006; the zero Date would read as none given.
	r.check("hardened_on", !r.given("hardened_on") || c.HardenedOn.Year() >= 2006,
		"is before there was AWS", "write the day on which you finish hardening, such as 2026-11-21")
	r.iamName("admin.user", c.Admin.User)
	r.iamName("admin.group", c.Admin.Group)
	r.text("admin.authenticator", c.Admin.Authenticator)
	r.billing(c.Billing)
	r.contact("contacts.security", c.Contacts.Security)
	r.contact("contacts.billing", c.Contacts.Billing)
	r.contact("contacts.operations", c.Contacts.Operations)
	days := r.limit("log_retention_days")
	r.check("log_retention_days", days.has(c.LogRetentionDays),
		"is not a number of days that CloudWatch Logs knows", "write one of "+strings.Trim(fmt.Sprint(days.one), "[]"))
	r.check("log_archive", r.limit("log_archive").fits(c.LogArchive),
		"is not a 12-digit account id", "write the id of the account that keeps the logs, without dashes and in quotes; leave the key out where yours keeps them")
	r.check("log_archive", c.LogArchive == "" || c.LogArchive != c.Account.ID,
		"is this account itself", "leave the key out: it is for logs that another account keeps")
	r.check("profile", r.limit("profile").has(string(c.Profile)),
		"is not a profile", "write essentials, baseline or cis")
	r.stepNames(c)
}

// account holds the account to AWS's forms.
func (r *reader) account(a Account) {
	const whereID = "the console shows it behind your name at the top right, and aws sts get-caller-identity prints it; write it without dashes, and keep it in quotes"
	r.required("account.id", whereID)
	r.check("account.id", r.limit("account.id").fits(a.ID), "is not a 12-digit account id", whereID)
	alias := r.limit("account.alias")
	r.check("account.alias", !r.given("account.alias") || alias.fits(a.Alias) && !alias.barred(a.Alias),
		"is not an account alias", "an alias is 3 to 63 lower-case letters, digits and single dashes within, and not twelve digits; leave the key out when the account has none")
	kinds := "write standalone, organization-member or organization-management; the first pages of any book, such as out/example, say how to tell"
	if a.Kind == "builder" {
		kinds = "a builder account has one page and no steps: see If yours is a builder account, in any book, such as out/example"
	}
	r.check("account.kind", r.limit("account.kind").has(string(a.Kind)), "is not a kind of account", kinds)
	r.check("account.partition", r.limit("account.partition").has(a.Partition), "is a partition hardbook does not know yet",
		"write aws; GovCloud and China differ in root user, Regions and currency")
	r.region("account.home_region", a.HomeRegion)
	if a.Regions == nil {
		return
	}
	r.count("account.regions", len(a.Regions))
	sound := !r.quiet("account.regions")
	for i, region := range first(r.limit("account.regions").most, a.Regions) {
		key := fmt.Sprintf("account.regions[%d]", i)
		r.region(key, region)
		r.check(key, !slices.Contains(a.Regions[:i], region), "is here twice", "remove one of them")
		sound = sound && !r.quiet(key)
	}
	what := "is not in account.regions"
	if !r.given("account.home_region") {
		what = fmt.Sprintf("%q, the default, is not in account.regions", a.HomeRegion)
	}
	r.check("account.home_region", !sound || slices.Contains(a.Regions, a.HomeRegion),
		what, "add it to the list, or choose a home Region from the list")
}

// region holds a Region's name to the form of the aws partition.
func (r *reader) region(key, s string) {
	l := r.limit(key)
	r.check(key, l.fits(s), "is not a Region", "write its code, such as us-east-1 or eu-central-1")
	r.check(key, !l.barred(s), "is a Region outside the aws partition",
		"hardbook knows the aws partition only: GovCloud and China differ in root user, Regions and currency")
}

// iamName holds the name of an IAM user or group to its alphabet.
func (r *reader) iamName(key, s string) {
	l := r.limit(key)
	r.check(key, l.fits(s), "is not an IAM name",
		fmt.Sprintf("write 1 to %d letters, digits and _+=,.@- with no dash in front", l.most))
}

// stepNames holds the names of steps to their form; whether there is such a
// step is for the caller to say, who knows them.
func (r *reader) stepNames(c *Config) {
	var skipped []string
	r.count("skip", len(c.Skip))
	for i, s := range first(r.limit("skip").most, c.Skip) {
		key := fmt.Sprintf("skip[%d]", i)
		r.required(key+".reason", "say why, for whoever reads the book after you")
		r.text(key+".reason", s.Reason)
		r.stepName(key+".id", s.ID, skipped)
		skipped = append(skipped, s.ID)
	}
	r.count("billed_checks", len(c.BilledChecks))
	for i, id := range first(r.limit("billed_checks").most, c.BilledChecks) {
		r.stepName(fmt.Sprintf("billed_checks[%d]", i), id, c.BilledChecks[:i])
	}
}

// stepName checks one, and that it is none of those before it.
func (r *reader) stepName(key, id string, before []string) {
	const list = "hardbook steps lists the names"
	r.required(key, list)
	r.check(key, r.limit(key).fits(id), "is not the name of a step", list)
	r.check(key, !slices.Contains(before, id), "is here twice", "remove one of them")
}
