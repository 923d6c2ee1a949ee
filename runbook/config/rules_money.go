package config

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
)

// billing holds amounts to what an alarm or a budget can take, and sorts the
// thresholds.
func (r *reader) billing(b Billing) {
	currency := r.limit("billing.currency")
	r.check("billing.currency", currency.fits(b.Currency), "is not a currency", "write USD")
	r.check("billing.currency", currency.has(b.Currency), "is a currency in which AWS reports no charges",
		"write USD: in the aws partition AWS estimates charges in USD, also where the bill is paid in another currency")
	r.count("billing.thresholds", len(b.Thresholds))
	for i, t := range first(r.limit("billing.thresholds").most, b.Thresholds) {
		key := fmt.Sprintf("billing.thresholds[%d]", i)
		r.amount(key, t)
		r.check(key, !slices.Contains(b.Thresholds[:i], t), "is here twice", "remove one of them")
	}
	slices.Sort(b.Thresholds) // last: keys count by the order in the file
	r.amount("billing.monthly_budget", b.MonthlyBudget)
}

// amount is money: above zero, in cents, and not past where a float64 still
// holds cents exactly enough to be printed as they were written.
func (r *reader) amount(key string, f float64) {
	most := r.limit(key).upTo
	r.check(key, f > 0 && f <= most, fmt.Sprintf("is not an amount above 0, up to %.0f", most), "write an amount in USD, such as 50")
	r.check(key, math.Round(f*100)/100 == f, "has more than two decimals", "round it to cents")
}

// contactAddress is an address that AWS takes for a contact.
var contactAddress = regexp.MustCompile(`^[A-Za-z0-9_+=.#|!&-]+@[A-Za-z0-9_.-]+\.[A-Za-z0-9_]+$`)

// digit is one.
var digit = regexp.MustCompile(`[0-9]`)

// contact holds an alternate contact to what AWS takes; all members are
// required. Source: Account Management API, PutAlternateContact.
func (r *reader) contact(key string, c *Contact) {
	if c == nil {
		return
	}
	for _, member := range fields(reflect.TypeFor[Contact]()) {
		r.required(key+"."+member, "AWS wants name, title, email and phone of a contact; or leave the whole contact out")
	}
	r.text(key+".name", c.Name)
	r.text(key+".title", c.Title)
	r.inline(key+".name", c.Name)
	r.inline(key+".title", c.Title)
	r.email(key+".email", c.Email)
	// AWS is stricter here than elsewhere: no % before the @, a plain word after the last dot.
	r.check(key+".email", contactAddress.MatchString(c.Email), "is an address that AWS does not take for a contact",
		"AWS takes letters, digits and ._+- before the @, and no dash after the last dot")
	r.check(key+".phone", r.limit(key+".phone").fits(c.Phone) && digit.MatchString(c.Phone), "is not a phone number",
		`write 1 to 25 digits, spaces and + - ( ), such as "+1 206 555 0100"`)
}

// inline refuses a text that the aws command would not send as it is.
func (r *reader) inline(key, s string) {
	r.check(key, !r.limit(key).barred(s), "begins like an address, and the aws command would send what it finds there",
		"write words before the address, or leave it out")
}
