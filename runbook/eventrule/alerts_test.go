package eventrule

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// TestTable holds what AWS takes: patterns of JSON within 4096 characters, and
// keys that an InputTransformer knows, each once.
func TestTable(t *testing.T) {
	for _, a := range All() {
		if !json.Valid([]byte(a.Pattern)) || len(a.Pattern) > 4096 {
			t.Errorf("%s: the pattern is no JSON, or too long: %s", a.ID, a.Pattern)
		}
		seen := map[string]bool{}
		for _, line := range a.Says {
			key := strings.ToLower(line.Word)
			if seen[key] || !regexp.MustCompile(`^[a-z]+$`).MatchString(key) || !regexp.MustCompile(`^\$(\.[a-zA-Z]+)+$`).MatchString(line.Path) {
				t.Errorf("%s: AWS would not take the line %+v", a.ID, line)
			}
			seen[key] = true
		}
		if strings.ContainsAny(a.Title, `"<>\`) || len(a.Events) == 0 {
			t.Errorf("%s: no events, or its title would break the e-mail", a.ID)
		}
		if found, ok := Find(a.ID); !ok || found.Pattern != a.Pattern {
			t.Errorf("%s is not found by its ID", a.ID)
		}
	}
	if _, ok := Find("budget"); ok {
		t.Error("a budget is no alert of this table")
	}
}

// TestRegions: events arrive where AWS records them, whatever Regions the config
// has, and the home Region has a rule in any case.
func TestRegions(t *testing.T) {
	two := config.Example()
	two.Account.HomeRegion, two.Account.Regions = "eu-west-1", []string{"eu-west-1", "us-west-2"}
	for id, want := range map[string][]string{
		"root-alert":    {"eu-west-1", "us-east-1", "us-west-2"},
		"iam-alert":     {"eu-west-1", "us-east-1"},
		"trail-alert":   {"eu-west-1", "us-west-2"},
		"sign-in-alert": {"ap-southeast-2", "eu-north-1", "eu-west-1", "us-east-1", "us-east-2", "us-west-2"},
		"guardduty":     {"eu-west-1", "us-west-2"},
	} {
		a, _ := Find(id)
		if got := a.RuleRegions(two); !slices.Equal(got, want) {
			t.Errorf("%s has rules in %v, want %v", id, got, want)
		}
		if got := a.RuleRegions(config.Example()); (got == nil) == a.Only {
			t.Errorf("%s has rules in %v with all Regions", id, got)
		}
	}
	a, _ := Find("iam-alert")
	if got := a.Arrivals([]string{"eu-west-1"}); !slices.Equal(got, []string{"us-east-1"}) {
		t.Errorf("events of IAM arrive in %v", got)
	}
}
