package main

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hardbook/runbook/config"
)

// A setting is a key of the config that init can be given: by a flag, or, where
// there is a question, by somebody at a terminal.
type setting struct {
	key, flag, usage string
	list             bool // takes several, between commas

	question string // "" is never asked
	why      string // one line
	proposed string // what Enter takes; "" leaves the key out, or is no answer where there must be one
	options  []option
}

// An option is one of few answers.
type option struct{ value, what string }

// settings are those of init, in the order of the questions. What is not here
// is for the file, where it is explained.
func settings() []setting {
	return []setting{
		{key: "account.id", flag: "account", usage: "account id: twelve digits, with or without dashes",
			question: "Which AWS account is it? Its twelve digits",
			why:      "The console shows them under your name, at the top right. With or without dashes."},
		{key: "notify", flag: "email", usage: "e-mail address that hears about money and security; may be repeated", list: true,
			question: "Which e-mail address is to hear about money and security?",
			why:      "AWS will send warnings there. Several go between commas."},
		{key: "account.alias", flag: "alias", usage: "the name in your sign-in address",
			question: "What is its alias, the name in its sign-in address?",
			why:      "It has none yet? Make one up that nobody else in the world has, or leave this empty."},
		{key: "account.kind", flag: "kind", usage: "standalone, organization-member or organization-management",
			question: "Of which kind is the account?",
			why:      "If you never opened AWS Organizations, and nobody invited you, it stands alone.", proposed: "standalone",
			options: []option{{"standalone", "it is in no organization"}, {"organization-member", "another account pays its bill"},
				{"organization-management", "it pays for other accounts"}}},
		{key: "account.home_region", flag: "home-region", usage: "the Region where regional things are made",
			question: "In which Region do you work?",
			why:      "A Region is a place where AWS has machines. Take the one that the console shows you, at the top.", proposed: "us-east-1"},
		{key: "profile", flag: "profile", usage: "how much to harden: essentials, baseline or cis",
			question: "How much do you want to harden?",
			why:      "Each takes in the one before. You can change it later.", proposed: "baseline",
			options: []option{{"essentials", "root, one admin with MFA, warnings about money: one evening"}, {"baseline", "and what every account should have turned on"},
				{"cis", "and the rest of the CIS benchmark"}}},
		{key: "billing.monthly_budget", flag: "budget", usage: "what a month may cost, in USD; without --thresholds, AWS warns at a tenth, a half and all of it",
			question: "How much may a month cost, in USD?",
			why:      "It stops nothing: AWS warns you at a tenth, a half and all of it.", proposed: "100"},
		{key: "admin.user", flag: "admin-user", usage: "IAM user that takes over from root",
			question: "What is the user to be called that you sign in as from now on?",
			why:      "It takes the place of root, which is then put away.", proposed: "iam-admin"},
		{key: "account.regions", flag: "regions", usage: `Regions to harden, the home Region among them; or "all" that are enabled`, list: true},
		{key: "billing.thresholds", flag: "thresholds", usage: "amounts at which AWS warns, in USD", list: true},
		{key: "billing.currency", flag: "currency", usage: "USD, which AWS reports charges in whatever you pay in"},
		{key: "paid", flag: "paid", usage: "also take in steps that cost money every month"},
		{key: "owner", flag: "owner", usage: "who the book is for; printed on its cover"},
		{key: "admin.group", flag: "admin-group", usage: "IAM group that carries that user's permissions"},
		{key: "admin.authenticator", flag: "authenticator", usage: "authenticator app that the book speaks of"},
		{key: "log_retention_days", flag: "log-retention-days", usage: "days that logs are kept"},
		{key: "log_archive", flag: "log-archive", usage: "account that keeps the logs, where that is another one: twelve digits, with or without dashes"},
	}
}

// put sets a key of a draft to an answer, as people write it.
func (s setting) put(d *config.Draft, values ...string) {
	for i, v := range values {
		values[i] = strings.TrimSpace(v)
	}
	if dashed := regexp.MustCompile(`^([0-9]{4})[- ]([0-9]{4})[- ]([0-9]{4})$`); s.key == "account.id" || s.key == "log_archive" {
		values[0] = dashed.ReplaceAllString(strings.Trim(values[0], `"'`), "$1$2$3") // as the console shows it
	}
	d.Set(s.key, values...)
}

// split is an answer in one line, taken apart where the setting is a list.
func (s setting) split(answer string) []string {
	if !s.list {
		return []string{answer}
	}
	return strings.FieldsFunc(answer, func(c rune) bool { return c == ',' || c == ' ' || c == ';' })
}

// setThresholds has AWS warn at a tenth, a half and all of a budget, in cents.
func setThresholds(d *config.Draft, budget string) {
	amount, err := strconv.ParseFloat(budget, 64)
	if _, wrong := problem(*d, "billing.monthly_budget"); wrong || err != nil {
		return
	}
	var all []string
	for _, part := range []float64{0.1, 0.5, 1} {
		if cents := math.Round(amount * part * 100); cents >= 1 {
			all = append(all, strconv.FormatFloat(cents/100, 'f', -1, 64))
		}
	}
	d.Set("billing.thresholds", slices.Compact(all)...)
}
