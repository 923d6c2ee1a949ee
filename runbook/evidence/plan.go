package evidence

import (
	"fmt"
	"regexp"
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
	p := Places{Where: c.region(cfg), Requests: 1}
	if c.IsRegional() {
		p = eachRegion(c.regions(cfg), c.Command)
	}
	var names []string
	if c.Names != nil {
		names = c.Names(cfg)
	}
	switch {
	case c.parent != nil:
		p = c.eachItem(cfg, p.Where, len(names))
	case c.Names != nil:
		p.Where += ", for " + strings.Join(names, " and ")
		p.Requests *= len(names)
	}
	if c.Until != "" {
		p.Where += ", again until AWS has finished"
		p.More = "repetition of " + c.Command
	}
	return p
}

// eachItem are the places of a call that is made for the items of another, and
// for so many names in any case.
func (c Call) eachItem(cfg config.Config, where string, names int) Places {
	items := ""
	for _, l := range c.parents() { // the innermost is said first
		items = inBrief(l.items) + " of " + l.call.Command + strings.TrimSuffix(", for each "+items, ", for each ")
	}
	// There may be no item at all.
	p := Places{Where: "once for each " + items, More: items, Requests: c.parent.Places(cfg).Requests * names}
	switch {
	case names == 1:
		p.Where += ", and 1 name"
	case names > 1:
		p.Where += fmt.Sprintf(", and %d names", names)
	}
	switch {
	case c.ByARN:
		p.Where += ", in the Region of its ARN"
	case where != GlobalRegion:
		p.Where += ", " + where
	}
	return p
}

// filter is one of JMESPath.
var filter = regexp.MustCompile(`\[\?[^\]]*\]`)

// inBrief is a JMESPath as people read it: without what it leaves out, and
// without what it makes of the things it finds.
func inBrief(items string) string {
	items = filter.ReplaceAllString(items, "[]")
	items, _, _ = strings.Cut(items, ".join(")
	return items
}

// eachRegion are the places of a call that is made in every Region.
func eachRegion(regions []string, command string) Places {
	switch {
	case regions == nil:
		// us-east-1 cannot be switched off.
		return Places{Where: "in every enabled Region, found at run time", Requests: 1, More: "further Region for " + command}
	case len(regions) == 1:
		return Places{Where: "in " + regions[0], Requests: 1}
	default:
		return Places{Where: fmt.Sprintf("in each of %d Regions", len(regions)), Requests: len(regions)}
	}
}
