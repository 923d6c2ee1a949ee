package config

import (
	"regexp"
	"slices"
	"unicode/utf8"
)

// A limit is what holds for a key whatever the others are. The rules go by it,
// and so does the schema, which tells editors.
type limit struct {
	required    bool
	form        string  // regular expression of a text
	not         string  // regular expression that a text must not match
	least, most int     // characters of a text, items of a list; most 0 is no limit
	upTo        float64 // a number above 0, up to this
	one         []any   // the only values there are
}

// limits are those of each key; "[]" stands for any item of a list.
func limits() map[string]limit {
	const (
		// Source: Account Management reference, "View AWS account identifiers".
		id = `^[0-9]{12}$`
		// Source: AWS Regions reference; partitions in the SDKs' endpoint rules.
		region    = `^[a-z]{2}(-[a-z]+)+-[0-9]$`
		elsewhere = `^(us-gov|cn|[a-z]{2}-iso[a-z]?)-`
		// Source: IAM API, CreateUser and CreateGroup. A leading dash would
		// read as an option on a command line.
		iamName = `^[A-Za-z0-9_+=,.@][A-Za-z0-9_+=,.@-]*$`
		step    = `^[a-z0-9]+(-[a-z0-9]+)*$`
		// What is inert everywhere: in a shell, JSON, Markdown and HTML. RFC
		// 5321 allows more; hardly anybody has such an address.
		email = `^[A-Za-z0-9_%+][A-Za-z0-9_%+-]*(\.[A-Za-z0-9_%+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])$`
		// AWS allows any white space, of which a line break has no place in a
		// command, and a dash in front, which would read as an option.
		phone = `^[0-9 ()+][0-9 ()+-]*$`
		// Of a value that begins like an address the aws command sends what it
		// finds there. Source: AWS CLI User Guide, "Loading a parameter from a
		// file"; version 1 fetches from the web, too.
		address = `^(fileb?|https?)://`
		steps   = 200 // more than there are
	)
	all := map[string]limit{
		"version":    {required: true, one: []any{1}},
		"account.id": {required: true, form: id},
		// Source: IAM API, CreateAccountAlias. Twelve digits would pass for an account id in sign-in addresses.
		"account.alias":       {form: `^[a-z0-9]([a-z0-9]|-[a-z0-9])*$`, not: id, least: 3, most: 63},
		"account.kind":        {one: []any{string(Standalone), string(OrganizationMember), string(OrganizationManagement)}},
		"account.partition":   {one: []any{"aws"}},
		"account.home_region": {form: region, not: elsewhere},
		"account.regions":     {least: 1, most: 100},
		"account.regions[]":   {form: region, not: elsewhere},
		"owner":               {most: 100},
		"notify":              {required: true, least: 1, most: 10},
		"notify[]":            {form: email, most: 254}, // RFC 5321
		"admin.user":          {form: iamName, most: 64},
		"admin.group":         {form: iamName, most: 128},
		"admin.authenticator": {least: 1, most: 100},
		// Source: CloudWatch user guide, "Create a billing alarm": the metric
		// EstimatedCharges of an account in the aws partition has the dimension
		// Currency=USD and no other. An alarm on another currency never rings.
		"billing.currency":       {form: `^[A-Z]{3}$`, one: []any{"USD"}},
		"billing.thresholds":     {least: 1, most: 20},
		"billing.thresholds[]":   {upTo: 1e9},
		"billing.monthly_budget": {upTo: 1e9},
		// Source: CloudWatch Logs API, PutRetentionPolicy, retentionInDays.
		"log_retention_days": {one: []any{1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653}},
		"log_archive":        {form: `^([0-9]{12})?$`},
		"profile":            {one: []any{string(Essentials), string(Baseline), string(CIS)}},
		"billed_checks":      {most: steps},
		"billed_checks[]":    {form: step, most: 64},
		"skip":               {most: steps},
		"skip[].id":          {required: true, form: step, most: 64},
		"skip[].reason":      {required: true, least: 1, most: 500},
	}
	for _, contact := range []string{"contacts.security.", "contacts.billing.", "contacts.operations."} {
		all[contact+"name"] = limit{required: true, least: 1, most: 64, not: address}
		all[contact+"title"] = limit{required: true, least: 1, most: 50, not: address}
		all[contact+"email"] = limit{required: true, form: email, most: 254}
		all[contact+"phone"] = limit{required: true, form: phone, least: 1, most: 25}
	}
	return all
}

// listIndex is the place in a list that a key names.
var listIndex = regexp.MustCompile(`\[[0-9]+\]`)

// limit is that of a key such as "skip[3].id".
func (r *reader) limit(key string) limit {
	return r.limits[listIndex.ReplaceAllString(key, "[]")]
}

// fits tells whether a text has the form and the length.
func (l limit) fits(s string) bool {
	n := utf8.RuneCountInString(s)
	return regexp.MustCompile(l.form).MatchString(s) && n >= l.least && (l.most == 0 || n <= l.most)
}

// barred tells whether a text is what it must not be.
func (l limit) barred(s string) bool {
	return l.not != "" && regexp.MustCompile(l.not).MatchString(s)
}

// has tells whether v is one of the only values.
func (l limit) has(v any) bool {
	return slices.Contains(l.one, v)
}
