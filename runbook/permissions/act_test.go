package permissions

import (
	"strings"
	"testing"

	"hardbook/runbook/config"
)

// TestPassRole: each role is handed to one service, and which that is is said.
func TestPassRole(t *testing.T) {
	cfg := config.Example()
	services := map[string]string{}
	for command, permissions := range Permissions() {
		for _, p := range permissions {
			if p.Action != "iam:PassRole" {
				continue
			}
			if p.Narrow == nil || p.When == nil {
				t.Fatalf("%s hands over any role, or to any service", command)
			}
			to := p.When(cfg)["StringEquals"]["iam:PassedToService"]
			for _, role := range p.Narrow(cfg) {
				if len(to) != 1 || services[role] != "" && services[role] != to[0] || strings.HasSuffix(role, "role/*") {
					t.Errorf("%s hands %s over to %q", command, role, to)
				}
				services[role] = to[0]
			}
		}
	}
	if len(services) != 3 {
		t.Errorf("the roles that are handed over: %v", services)
	}
}

// TestToNotify: only e-mail is subscribed, and only the addresses to notify where
// their list is short enough.
func TestToNotify(t *testing.T) {
	cfg := config.Example()
	for most, want := range map[int]bool{mostAddresses: true, mostAddresses + 1: false} {
		second := "b@example.com"
		cfg.Notify = []string{strings.Repeat("a", most-len(second)-len(`","`)), second}
		c := toNotify(cfg)
		if got := len(c["StringEqualsIgnoreCase"]["sns:Endpoint"]) == 2; got != want || c["StringEquals"]["sns:Protocol"][0] != "email" {
			t.Errorf("%d characters of addresses: %v", most, c)
		}
	}
}
