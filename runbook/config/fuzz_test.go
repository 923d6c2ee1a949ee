package config

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// FuzzParse holds that Parse never panics, that a refusal is told in full,
// and that what is accepted is inert. Its expressions are deliberately not
// those of the rules.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", minimal, string(ExampleYAML()), "{", "- a", "version: 1\n---\nversion: 1",
		"a: &a [*a, *a]\n<<: *a\n", "!!binary x", "? {a: b}\n: [c]\n", "\ufeff# c\r\n", "x: \"\\e\\u202e\"", "version: 0x1\nnotify: [~, [], {}]\naccount: {id: 011122223333, regions: [cn-north-1]}",
		more("owner: |\n  a\n  b\nskip: [{id: a, reason: '</script>$(id)'}]\nhardened_on: 2024-02-29\nbilling: {thresholds: [3, 2, 1.5]}"),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse("f", data)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || len(e.Problems) == 0 || !reflect.DeepEqual(c, Config{}) {
				t.Fatalf("a refusal is %#v", err)
			}
			for i, p := range e.Problems {
				if p.Line < 1 || p.What == "" || p.Hint == "" || i > 0 && p.Line < e.Problems[i-1].Line || strings.ContainsFunc(p.String()+p.Hint, unseen) {
					t.Errorf("a problem is %#v", p)
				}
			}
			return
		}
		inert(t, c)
	})
}

func inert(t *testing.T, c Config) {
	word := func(form string, values ...string) {
		for _, s := range values {
			if !regexp.MustCompile(`\A(?:` + form + `)\z`).MatchString(s) {
				t.Errorf("%q is not /%s/", s, form)
			}
		}
	}
	word(`\d{12}`, c.Account.ID)
	word(`|[a-z0-9][a-z0-9-]{1,61}[a-z0-9]`, c.Account.Alias)
	word(`standalone|organization-(member|management)`, string(c.Account.Kind))
	word(`aws`, c.Account.Partition)
	word(`[a-z]{2}-[a-z]+(-[a-z]+)*-\d`, append(c.Account.Regions, c.Account.HomeRegion)...)
	word(`[\w+=,.@][\w+=,.@-]{0,127}`, c.Admin.User, c.Admin.Group)
	word(`[\w.%+][\w.%+-]*@[a-zA-Z0-9.-]+\.[a-zA-Z0-9-]+`, c.Notify...)
	word(`USD`, c.Billing.Currency)
	word(`essentials|baseline|cis`, string(c.Profile))
	word(`[a-z0-9][a-z0-9-]*`, c.BilledChecks...)
	word(`|20\d\d-\d\d-\d\d|[2-9]\d{3}-\d\d-\d\d`, c.HardenedOn.String())
	for _, s := range c.Skip {
		word(`[a-z0-9][a-z0-9-]*`, s.ID)
		word(`[^\x00-\x1f]{1,500}`, s.Reason)
	}
	for _, p := range []*Contact{c.Contacts.Security, c.Contacts.Billing, c.Contacts.Operations} {
		if p != nil {
			word(`[\w.+-]+@[\w.-]+\.\w+`, p.Email)
			word(`[0-9 ()+][0-9 ()+-]{0,24}`, p.Phone)
			word(`[^\x00-\x1f]{1,64}`, p.Name, p.Title)
		}
	}
	if n := len(c.Notify); n < 1 || n > 10 || c.Version != 1 || c.LogRetentionDays < 1 {
		t.Errorf("accepted %#v", c)
	}
	if c.Account.Regions != nil && !slices.Contains(c.Account.Regions, c.Account.HomeRegion) {
		t.Errorf("home Region %s is not in %v", c.Account.HomeRegion, c.Account.Regions)
	}
	if !slices.IsSorted(c.Billing.Thresholds) || len(c.Billing.Thresholds) == 0 {
		t.Errorf("thresholds %v", c.Billing.Thresholds)
	}
	for _, f := range append(c.Billing.Thresholds, c.Billing.MonthlyBudget) {
		if !(f > 0 && f <= 1e9) {
			t.Errorf("amount %v", f)
		}
	}
	eachText(reflect.ValueOf(c), func(s string) {
		if strings.ContainsFunc(s, unseen) {
			t.Errorf("%q has something that cannot be seen", s)
		}
	})
}

// eachText calls do with every string in v, also in fields added later.
func eachText(v reflect.Value, do func(string)) {
	switch v.Kind() {
	case reflect.String:
		do(v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), do)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Date]() {
			return
		}
		for i := range v.NumField() {
			eachText(v.Field(i), do)
		}
	}
}
