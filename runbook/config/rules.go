package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// rules reports each value that AWS, or the book, cannot work with. Every
// value that ends up in a command is held to its alphabet here.
func (r *reader) rules(c *Config) {
	r.required("version", "write version: 1")
	r.check("version", c.Version == 1, "is a version this hardbook does not know", "write version: 1")
	r.account(c.Account)
	r.text("owner", c.Owner, 0, 100)
	r.required("notify", "write whom to warn, such as notify: [you@example.com]")
	r.count("notify", len(c.Notify), 1, 10)
	for i, address := range first(10, c.Notify) {
		key := fmt.Sprintf("notify[%d]", i)
		r.email(key, address)
		sameAddress := func(other string) bool { return strings.EqualFold(other, address) }
		r.check(key, !slices.ContainsFunc(c.Notify[:i], sameAddress), "is here twice", "remove one of them")
	}
	// AWS has accounts since 2006; the zero Date would read as none given.
	r.check("hardened_on", !r.given("hardened_on") || c.HardenedOn.Year() >= 2006,
		"is before there was AWS", "write the day on which you finish hardening, such as 2026-11-21")
	r.iamName("admin.user", c.Admin.User, 64)
	r.iamName("admin.group", c.Admin.Group, 128)
	r.text("admin.authenticator", c.Admin.Authenticator, 1, 100)
	r.billing(c.Billing)
	r.contact("contacts.security", c.Contacts.Security)
	r.contact("contacts.billing", c.Contacts.Billing)
	r.contact("contacts.operations", c.Contacts.Operations)
	// Source: CloudWatch Logs API, PutRetentionPolicy, retentionInDays.
	days := []int{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}
	r.check("log_retention_days", slices.Contains(days, c.LogRetentionDays),
		"is not a number of days that CloudWatch Logs knows", "write one of "+strings.Trim(fmt.Sprint(days), "[]"))
	r.check("profile", slices.Contains([]Profile{Essentials, Baseline, CIS}, c.Profile),
		"is not a profile", "write essentials, baseline or cis")
	r.stepNames(c)
}

// account holds the account to AWS's forms.
func (r *reader) account(a Account) {
	// Source: Account Management reference, "View AWS account identifiers".
	id := regexp.MustCompile(`^[0-9]{12}$`)
	const whereID = "the console shows it behind your name at the top right, and aws sts get-caller-identity prints it; write it without dashes, and keep it in quotes"
	r.required("account.id", whereID)
	r.check("account.id", id.MatchString(a.ID), "is not a 12-digit account id", whereID)
	// Source: IAM API, CreateAccountAlias. Twelve digits would pass for an account id in sign-in addresses.
	alias := regexp.MustCompile(`^[a-z0-9]([a-z0-9]|-[a-z0-9])*$`)
	r.check("account.alias", !r.given("account.alias") || alias.MatchString(a.Alias) && len(a.Alias) >= 3 && len(a.Alias) <= 63 && !id.MatchString(a.Alias),
		"is not an account alias", "an alias is 3 to 63 lower-case letters, digits and single dashes within, and not twelve digits; leave the key out when the account has none")
	kinds := "write standalone, organization-member or organization-management; the first pages of any book, such as out/example, say how to tell"
	if a.Kind == "builder" {
		kinds = "a builder account has one page and no steps: see If yours is a builder account, in any book, such as out/example"
	}
	r.check("account.kind", slices.Contains([]Kind{Standalone, OrganizationMember, OrganizationManagement}, a.Kind), "is not a kind of account", kinds)
	r.check("account.partition", a.Partition == "aws", "is a partition hardbook does not know yet",
		"write aws; GovCloud and China differ in root user, Regions and currency")
	r.region("account.home_region", a.HomeRegion)
	if a.Regions == nil {
		return
	}
	r.count("account.regions", len(a.Regions), 1, 100)
	sound := !r.quiet("account.regions")
	for i, region := range first(100, a.Regions) {
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
// Source: AWS Regions reference; partitions in the SDKs' endpoint rules.
func (r *reader) region(key, s string) {
	form := regexp.MustCompile(`^[a-z]{2}(-[a-z]+)+-[0-9]$`)
	r.check(key, form.MatchString(s), "is not a Region", "write its code, such as us-east-1 or eu-central-1")
	elsewhere := regexp.MustCompile(`^(us-gov|cn|[a-z]{2}-iso[a-z]?)-`)
	r.check(key, !elsewhere.MatchString(s), "is a Region outside the aws partition",
		"hardbook knows the aws partition only: GovCloud and China differ in root user, Regions and currency")
}

// iamName holds the name of an IAM user or group to its alphabet.
// Source: IAM API, CreateUser and CreateGroup. A leading dash would read as
// an option on a command line.
func (r *reader) iamName(key, s string, longest int) {
	form := regexp.MustCompile(`^[A-Za-z0-9_+=,.@][A-Za-z0-9_+=,.@-]*$`)
	r.check(key, form.MatchString(s) && len(s) <= longest, "is not an IAM name",
		fmt.Sprintf("write 1 to %d letters, digits and _+=,.@- with no dash in front", longest))
}

// stepNames holds the names of steps to their form; whether there is such a
// step is for the caller to say, who knows them.
func (r *reader) stepNames(c *Config) {
	const most = 200 // more than there are steps
	var skipped []string
	r.count("skip", len(c.Skip), 0, most)
	for i, s := range first(most, c.Skip) {
		key := fmt.Sprintf("skip[%d]", i)
		r.required(key+".reason", "say why, for whoever reads the book after you")
		r.text(key+".reason", s.Reason, 1, 500)
		r.stepName(key+".id", s.ID, skipped)
		skipped = append(skipped, s.ID)
	}
	r.count("billed_checks", len(c.BilledChecks), 0, most)
	for i, id := range first(most, c.BilledChecks) {
		r.stepName(fmt.Sprintf("billed_checks[%d]", i), id, c.BilledChecks[:i])
	}
}

// stepName checks one, and that it is none of those before it.
func (r *reader) stepName(key, id string, before []string) {
	const list = "hardbook steps lists the names"
	form := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	if strings.HasSuffix(key, ".id") {
		r.required(key, list)
	}
	r.check(key, form.MatchString(id) && len(id) <= 64, "is not the name of a step", list)
	r.check(key, !slices.Contains(before, id), "is here twice", "remove one of them")
}
