// Package evidence says which read-only AWS calls decide a step, and holds
// their answers. A declaration is data: from it follow the live calls, the
// least-privilege read policy, collect.sh, the "check it yourself" commands
// and the names of the files in an evidence folder. Nothing of that is
// written twice, and nothing here imports an AWS SDK.
package evidence

import (
	"slices"
	"strings"

	"hardbook/runbook/config"
)

// GlobalRegion is where calls go that are not made in every Region: the home
// of AWS's global endpoints (IAM, STS, Organizations) and of all billing data.
const GlobalRegion = "us-east-1"

// Params are the input members of a call by their API names ("UserName").
// Values are strings, bools, numbers and []string. The options of the command
// line are their kebab case, the SDK's inputs are decoded from them, so that
// the two roads cannot differ.
type Params map[string]any

// A Call is one read-only AWS API call, as data.
type Call struct {
	Command string                                // "iam get-account-summary", as on the aws command line
	Params  func(config.Config, ...string) Params // input members; nil means none. The strings are the items of Each, outermost first
	Action  string                                // IAM action that permits the call; "" where AWS asks for none
	Absent  string                                // error code that means "nothing is set", or several with spaces between
	Until   string                                // JMESPath: the call is made again until this is true of its answer
	Narrow  func(config.Config) []string          // ARNs the action can be limited to in a policy; nil means every resource
	Names   func(config.Config) []string          // items that are asked for in any case, beside those of Each
	Home    bool                                  // made in the config's home Region, not in GlobalRegion
	Besides []string                              // Regions where it is made in any case, beside those of Regional
	ByARN   bool                                  // made in the Region that its item of Each, an ARN, names
	Hint    string                                // what may help when AWS refuses it: a clause that ends the reason
	Billed  bool                                  // AWS bills for each request of it: see Price

	first    *Call  // call that must have its answer before this one is made
	parent   *Call  // call whose answer lists the items of this one
	items    string // JMESPath that finds the items in the parent's answer
	regional bool   // made in every Region of the config
}

// Price is what AWS takes for a request of a call that is Billed. All that are
// declared are requests to the Cost Explorer API.
// Source: AWS Cost Management pricing, Cost Explorer API.
const Price = "about 0.01 USD"

// Name is the command with a dash for its space, as in the names of evidence
// files: "iam-get-account-summary".
func (c Call) Name() string { return strings.ReplaceAll(c.Command, " ", "-") }

// IsRegional reports whether the call, or the call its items come from, is
// made in every Region of the config.
func (c Call) IsRegional() bool { return c.root().regional }

// root is the outermost call that the items of c come from, or c itself.
func (c Call) root() Call {
	for c.parent != nil {
		c = *c.parent
	}
	return c
}

// Items are the call whose answers list the items of this one, and the JMESPath
// that finds them there; "" for a call without.
func (c Call) Items() (parent Call, path string) {
	if c.parent == nil {
		return Call{}, ""
	}
	return *c.parent, c.items
}

// region is where the call is made, if not in every Region.
func (c Call) region(cfg config.Config) string {
	if c.root().Home {
		return cfg.Account.HomeRegion
	}
	return GlobalRegion
}

// regions are the Regions of a call that is made in every one of the config,
// nil where only AWS tells them: then Besides are among them, since those
// cannot be switched off.
func (c Call) regions(cfg config.Config) []string {
	all := slices.Clone(cfg.Account.Regions)
	for _, region := range c.root().Besides {
		if all != nil && !slices.Contains(all, region) {
			all = append(all, region)
		}
	}
	return all
}

// arnRegion is the Region in an ARN, "" where there is none. It becomes part of
// a file name, and so is refused when it holds anything odd.
func arnRegion(arn string) string {
	parts := strings.Split(arn, ":")
	if len(parts) < 6 || parts[0] != "arn" || Encode(parts[3]) != parts[3] {
		return ""
	}
	return parts[3]
}

// Depth is the number of calls that must be made one after another to have
// this call's answer: 1 for a call that waits for nothing.
func (c Call) Depth() int {
	before := 0
	for _, b := range c.before() {
		before = max(before, b.Depth())
	}
	return before + 1
}

// before lists the calls this one waits for.
func (c Call) before() []Call {
	var calls []Call
	if c.first != nil {
		calls = append(calls, *c.first)
	}
	if c.parent != nil {
		calls = append(calls, *c.parent)
	}
	if c.parent == nil && c.regional {
		calls = append(calls, Regions.Call)
	}
	return calls
}

// chain is the call and all calls it waits for, those first.
func (c Call) chain() []Call {
	var calls []Call
	for _, b := range c.before() {
		calls = append(calls, b.chain()...)
	}
	return append(calls, c)
}

// input is the call's parameters for the items it is asked for.
func (c Call) input(cfg config.Config, items []string) Params {
	if c.Params == nil {
		return Params{}
	}
	return c.Params(cfg, items...)
}

// shape identifies a declaration: two calls of one shape ask the same thing
// at the same places. That the home Region is GlobalRegion only the account's
// own config tells.
func (c Call) shape(cfg config.Config) string {
	s := c.Command
	switch region := c.region(cfg); {
	case c.IsRegional():
		s += strings.Join(append([]string{"@regions"}, c.root().Besides...), " and ")
	case region != GlobalRegion:
		s += "@" + region
	}
	if c.Names != nil {
		// Names differ in more than the account, whatever account it is.
		s += " of " + strings.Join(c.Names(config.Config{}), " and ")
	}
	if c.parent != nil {
		s += " for each " + c.items + " of " + c.parent.shape(cfg)
	}
	return s
}

// Needed are the calls that are really made: each once, and the list of
// Regions only where the config does not have its own.
func Needed(cfg config.Config, calls []Call) []Call {
	var needed []Call
	for _, c := range unique(cfg, calls) {
		if c.Command != Regions.Call.Command || cfg.Account.Regions == nil {
			needed = append(needed, c)
		}
	}
	return needed
}

// Unique returns calls without repetitions, in order of first mention.
func Unique(calls []Call) []Call { return unique(config.Config{}, calls) }

func unique(cfg config.Config, calls []Call) []Call {
	seen := map[string]bool{}
	var unique []Call
	for _, c := range calls {
		if shape := c.shape(cfg); !seen[shape] {
			seen[shape] = true
			unique = append(unique, c)
		}
	}
	return unique
}
