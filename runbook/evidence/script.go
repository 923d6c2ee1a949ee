package evidence

import (
	"fmt"
	"strings"

	"hardbook/runbook/config"
)

// Script is the body of collect.sh: for each call a line (or a loop with a line
// in it) that asks and keeps the answer. It uses the functions ask,
// wait_until, items and encode, and $regions, which the template around it
// defines.
func Script(cfg config.Config, calls []Call) string {
	var b strings.Builder
	for _, c := range Unique(calls) {
		b.WriteString(c.script(cfg))
	}
	return b.String()
}

func (c Call) script(cfg config.Config) string {
	var open, end []string
	region, indent, name := GlobalRegion, "", c.Name()
	if c.IsRegional() {
		region = `"$region"`
		open, end = append(open, "for region in $regions; do"), append(end, "done")
		indent = "  "
	}
	for i, p := range c.parents() {
		open = append(open, fmt.Sprintf("%sitems %s %s %s | while IFS= read -r item%d; do",
			indent, region, Quote(p.items), p.call.Arguments(cfg), i+1))
		end = append([]string{indent + "done"}, end...)
		indent += "  "
		name += fmt.Sprintf(`.$(encode "$item%d")`, i+1)
	}
	if len(c.parents()) > 0 {
		name = `"` + name + `"`
	}
	verb := "ask"
	if c.Until != "" {
		verb = "wait_until " + Quote(c.Until)
	}
	line := fmt.Sprintf("%s%s %s %s %s", indent, verb, region, name, c.Arguments(cfg))
	return strings.Join(append(append(open, line), end...), "\n") + "\n"
}

// ByHand is the call as one line to paste, with a loop around it where it is
// asked for many Regions or items.
func (c Call) ByHand(cfg config.Config) string {
	region, open, end := GlobalRegion, "", ""
	if c.IsRegional() {
		region = `"$region"`
		open = "for region in " + RegionWords(cfg) + "; do "
		end = "; done"
	}
	for i, p := range c.parents() {
		// Items come between tabs, and from some versions also on several lines.
		open += fmt.Sprintf(`aws %s --region %s --query %s --output text | tr '\t' '\n' | while IFS= read -r item%d; do `,
			p.call.Arguments(cfg), region, Quote(p.items), i+1)
		end += "; done"
	}
	return open + "aws " + c.Arguments(cfg) + " --region " + region + " --output json" + end
}

// RegionWords are the Regions of the config as words of a shell: their names,
// or the command that finds them.
func RegionWords(cfg config.Config) string {
	if cfg.Account.Regions != nil {
		return strings.Join(cfg.Account.Regions, " ")
	}
	return fmt.Sprintf("$(aws %s --region %s --query %s --output text)", Regions.Arguments(cfg), GlobalRegion, Quote(enabledRegions))
}

type loop struct {
	call  Call   // the call that lists the items
	items string // JMESPath that finds them
}

// parents are the loops around a call, the outermost first.
func (c Call) parents() []loop {
	if c.parent == nil {
		return nil
	}
	return append(c.parent.parents(), loop{*c.parent, c.items})
}
