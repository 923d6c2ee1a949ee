package session

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"hardbook/runbook/evidence"
	"hardbook/runbook/quote"
)

// planSchema names the JSON form of a plan.
const planSchema = "hardbook/plan/v1"

// plan is what verify would do, found without asking anybody.
type plan struct {
	Schema   string       `json:"schema"`
	Account  string       `json:"account"`
	Identity identity     `json:"identity"`
	Calls    []planCall   `json:"calls"`
	Requests planRequests `json:"requests"`
	more     []string     // what makes one request more, each; some more than one
}

// identity is where the credentials come from.
type identity struct {
	Kind    string `json:"kind"` // environment, static-keys, role, sso, login, …, or evidence
	Profile string `json:"profile,omitempty"`
	Words   string `json:"words"` // the same for people
}

// planCall is one call that verify would make.
type planCall struct {
	Command  string `json:"command"`
	Action   string `json:"action"` // IAM action it needs, "" for none
	Where    string `json:"where"`
	Requests int    `json:"requests"` // at the least
	Billed   bool   `json:"billed,omitempty"`
}

// planRequests is how many requests that makes. Further pages of long lists
// come on top in any case.
type planRequests struct {
	AtLeast int  `json:"atLeast"`
	Exact   bool `json:"exact"`
}

// printPlan prints what verify would do.
func printPlan(ctx context.Context, o VerifyOptions, b Book, stdout io.Writer) error {
	p := plan{Schema: planSchema, Account: b.Config.Account.ID, Calls: []planCall{}, Requests: planRequests{Exact: true}}
	if o.Evidence != "" {
		p.Identity = identity{Kind: "evidence", Words: "the evidence in " + quote.Terminal(o.Evidence) + " is read"}
	} else {
		who, err := liveIdentity(ctx, o.Profile)
		if err != nil {
			return err
		}
		who.Words = quote.Terminal(who.Words) // names of profiles are chosen freely
		p.Identity = who
		p.add(planCall{Command: "sts get-caller-identity", Where: o.Region, Requests: 1}, "")
		for _, c := range b.Calls(o.Only...) {
			at := c.Places(b.Config)
			p.add(planCall{c.Command, c.Action, at.Where, at.Requests, c.Billed}, at.More)
		}
	}
	if o.Format == "json" {
		return printJSON(stdout, p)
	}
	_, err := io.WriteString(stdout, p.text())
	return err
}

// add adds a call, and what would make one more request of it.
func (p *plan) add(c planCall, more string) {
	p.Calls = append(p.Calls, c)
	p.Requests.AtLeast += c.Requests
	p.Requests.Exact = p.Requests.Exact && more == ""
	if more != "" {
		p.more = append(p.more, more)
	}
}

// text is the plan for people.
func (p plan) text() string {
	var b strings.Builder
	if len(p.Calls) == 0 {
		fmt.Fprintf(&b, "%s, and no request is made\n", p.Identity.Words)
		return b.String()
	}
	fmt.Fprintf(&b, "verify would read account %s with these credentials:\n  %s\n\n", p.Account, p.Identity.Words)
	if !slices.Contains([]string{"environment", "static-keys", "none"}, p.Identity.Kind) {
		b.WriteString("what it takes to have them (a sign-in, a role) comes before, and is not counted here\n\n")
	}
	b.WriteString("and make these calls, the first one before all others:\n")
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, c := range p.Calls {
		action := c.Action
		if action == "" {
			action = "(needs none)"
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", c.Command, action, c.Where)
	}
	_ = table.Flush() // a strings.Builder never fails
	fmt.Fprintf(&b, "\n%sfurther pages of long lists come on top\n", p.requests())
	b.WriteString(p.price() + "\n")
	b.WriteString("nothing was asked yet, and nothing is written\n")
	return b.String()
}

// requests are how many there are and, where that hangs on the answers, what
// makes them more.
func (p plan) requests() string {
	if p.Requests.Exact {
		return fmt.Sprintf("%d requests; ", p.Requests.AtLeast)
	}
	text := fmt.Sprintf("at least %d requests, and\n", p.Requests.AtLeast)
	more := map[string]int{}
	for _, m := range p.more {
		more[m]++
	}
	for _, m := range slices.Sorted(maps.Keys(more)) {
		text += fmt.Sprintf("  %d more for each %s\n", more[m], m)
	}
	return text
}

// price says what AWS takes for the calls.
func (p plan) price() string {
	var billed []string
	for _, c := range p.Calls {
		if c.Billed {
			billed = append(billed, c.Command)
		}
	}
	if len(billed) > 0 {
		return fmt.Sprintf("AWS takes %s for each request of %s, which billed_checks allows, and nothing for the others", evidence.Price, strings.Join(billed, " and "))
	}
	return "AWS charges nothing for these calls"
}
