package evidence

import (
	"fmt"
	"strings"

	"hardbook/runbook/config"
)

// Places says where a call will be made and how often, as far as the config
// alone tells.
type Places struct {
	Where    string // "us-east-1", "in each of 2 Regions", "once for each Topics[].TopicArn of sns list-topics"
	Requests int    // requests it takes at the least; further pages of a long list come on top
	More     string // what makes one request more, each time it is found; "" means that Requests is all
}

// Places plans the call without asking anybody anything.
func (c Call) Places(cfg config.Config) Places {
	p := Places{Where: GlobalRegion, Requests: 1}
	if c.IsRegional() {
		p = eachRegion(cfg, c.Command)
	}
	if parents := c.parents(); len(parents) > 0 {
		items := ""
		for _, l := range parents { // the innermost is said first
			items = l.items + " of " + l.call.Command + strings.TrimSuffix(", for each "+items, ", for each ")
		}
		where := "once for each " + items
		if c.IsRegional() {
			where += ", " + p.Where
		}
		// There may be no item at all.
		p = Places{Where: where, More: items}
	}
	if c.Until != "" {
		p.Where += ", again until AWS has finished"
		p.More = "repetition of " + c.Command
	}
	return p
}

// eachRegion are the places of a call that is made in every Region.
func eachRegion(cfg config.Config, command string) Places {
	switch regions := cfg.Account.Regions; {
	case regions == nil:
		// us-east-1 cannot be switched off.
		return Places{Where: "in every enabled Region, found at run time", Requests: 1, More: "further Region for " + command}
	case len(regions) == 1:
		return Places{Where: "in " + regions[0], Requests: 1}
	default:
		return Places{Where: fmt.Sprintf("in each of %d Regions", len(regions)), Requests: len(regions)}
	}
}
