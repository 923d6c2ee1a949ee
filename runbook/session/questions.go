package session

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hardbook/runbook/config"
)

// A Setting is a key of the config that init can be given: by a flag, or, where
// there is a question, by somebody at a terminal.
type Setting struct {
	Key, Flag, Usage string
	List             bool // takes several, between commas
	Options          []Option

	question string // "" is never asked
	why      string // one line
	proposed string // what Enter takes; "" leaves the key out, or is no answer where there must be one
}

// An Option is one of few answers.
type Option struct{ Value, what string }

// Settings are those of init, in the order of the questions. What is not here
// is for the file, where it is explained.
func Settings() []Setting {
	return []Setting{
		{Key: "account.id", Flag: "account", Usage: "account id: twelve digits, with or without dashes",
			question: "Which AWS account is it? Its twelve digits",
			why:      "The console shows them under your name, at the top right. With or without dashes."},
		{Key: "notify", Flag: "email", Usage: "e-mail address that hears about money and security; may be repeated", List: true,
			question: "Which e-mail address is to hear about money and security?",
			why:      "AWS will send warnings there. Several go between commas."},
		{Key: "account.alias", Flag: "alias", Usage: "the name in your sign-in address",
			question: "What is its alias, the name in its sign-in address?",
			why:      "It has none yet? Make one up that nobody else in the world has, or leave this empty."},
		{Key: "account.kind", Flag: "kind", Usage: "standalone, organization-member or organization-management",
			question: "Of which kind is the account?",
			why:      "If you never opened AWS Organizations, and nobody invited you, it stands alone.", proposed: "standalone",
			Options: []Option{{"standalone", "it is in no organization"}, {"organization-member", "another account pays its bill"},
				{"organization-management", "it pays for other accounts"}}},
		{Key: "account.home_region", Flag: "home-region", Usage: "the Region where regional things are made",
			question: "In which Region do you work?",
			why:      "A Region is a place where AWS has machines. Take the one that the console shows you, at the top.", proposed: "us-east-1"},
		{Key: "profile", Flag: "profile", Usage: "how much to harden: essentials, baseline or cis",
			question: "How much do you want to harden?",
			why:      "Each takes in the one before. You can change it later.", proposed: "baseline",
			Options: []Option{{"essentials", "root, one admin with MFA, warnings about money: one evening"}, {"baseline", "and what every account should have turned on"},
				{"cis", "and the rest of the CIS benchmark"}}},
		{Key: "billing.monthly_budget", Flag: "budget", Usage: "what a month may cost, in USD; without --thresholds, AWS warns at a tenth, a half and all of it",
			question: "How much may a month cost, in USD?",
			why:      "It stops nothing: AWS warns you at a tenth, a half and all of it.", proposed: "100"},
		{Key: "admin.user", Flag: "admin-user", Usage: "IAM user that takes over from root",
			question: "What is the user to be called that you sign in as from now on?",
			why:      "It takes the place of root, which is then put away.", proposed: "iam-admin"},
		{Key: "account.regions", Flag: "regions", Usage: `Regions to harden, the home Region among them; or "all" that are enabled`, List: true},
		{Key: "billing.thresholds", Flag: "thresholds", Usage: "amounts at which AWS warns, in USD", List: true},
		{Key: "billing.currency", Flag: "currency", Usage: "USD, which AWS reports charges in whatever you pay in"},
		{Key: "paid", Flag: "paid", Usage: "also take in steps that cost money every month"},
		{Key: "owner", Flag: "owner", Usage: "who the book is for; printed on its cover"},
		{Key: "admin.group", Flag: "admin-group", Usage: "IAM group that carries that user's permissions"},
		{Key: "admin.authenticator", Flag: "authenticator", Usage: "authenticator app that the book speaks of"},
		{Key: "log_retention_days", Flag: "log-retention-days", Usage: "days that logs are kept"},
		{Key: "log_archive", Flag: "log-archive", Usage: "account that keeps the logs, where that is another one: twelve digits, with or without dashes"},
	}
}

// prompt stands before the answer, with what Enter takes.
func (s Setting) prompt() string {
	if s.proposed == "" {
		return "> "
	}
	return "[" + s.proposed + "] > "
}

// answer puts an answer into a draft; the proposed one when it is empty.
func (s Setting) answer(d *config.Draft, answer string) {
	if answer = strings.Trim(answer, " ,;"); answer == "" {
		answer = s.proposed
	}
	if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(s.Options) {
		answer = s.Options[n-1].Value
	}
	if answer == "" {
		return // left out; where it must not be, the rules say so
	}
	s.put(d, s.split(answer)...)
	if s.Key == "billing.monthly_budget" {
		setThresholds(d, answer)
	}
}

// dashed is the number of an account as the console shows it.
var dashed = regexp.MustCompile(`^([0-9]{4})[- ]([0-9]{4})[- ]([0-9]{4})$`)

// put sets a key of a draft to an answer, as people write it.
func (s Setting) put(d *config.Draft, values ...string) {
	for i, v := range values {
		values[i] = strings.TrimSpace(v)
	}
	if s.Key == "account.id" || s.Key == "log_archive" {
		values[0] = dashed.ReplaceAllString(strings.Trim(values[0], `"'`), "$1$2$3")
	}
	d.Set(s.Key, values...)
}

// split is an answer in one line, taken apart where the setting is a list.
func (s Setting) split(answer string) []string {
	if !s.List {
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
