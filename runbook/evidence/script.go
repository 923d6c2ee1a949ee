package evidence

import (
	"fmt"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/quote"
)

// Script is the body of collect.sh: for each call a line (or a loop with a line
// in it) that asks and keeps the answer. It uses the functions ask,
// wait_until, items and encode, and $regions, which the template around it
// defines.
func Script(cfg config.Config, calls []Call) string {
	var b strings.Builder
	for _, c := range unique(cfg, calls) {
		for _, name := range c.names(cfg) {
			b.WriteString(c.script(cfg, name))
		}
	}
	return b.String()
}

func (c Call) script(cfg config.Config, name string) string {
	var open, end []string
	region, indent, file := c.region(cfg), "", c.Name()
	if c.isNamed() {
		file += "." + Encode(name)
	}
	if c.IsRegional() {
		region = `"$region"`
		words := "$regions"
		if regions := c.regions(cfg); len(regions) > len(cfg.Account.Regions) {
			words = strings.Join(regions, " ")
		}
		open, end = append(open, "for region in "+words+"; do"), append(end, "done")
		indent = "  "
	}
	for i, p := range c.parents() {
		list := fmt.Sprintf("items %s %s %s", region, quote.Shell(p.items), p.call.Arguments(cfg, name))
		if p.names != nil {
			list = "{ " + printLines(p.names(cfg)) + "; " + list + "; } | LC_ALL=C sort -u"
		}
		open = append(open, fmt.Sprintf("%s%s | while IFS= read -r item%d; do", indent, list, i+1))
		end = append([]string{indent + "done"}, end...)
		indent += "  "
		file += fmt.Sprintf(`.$(encode "$item%d")`, i+1)
	}
	if len(c.parents()) > 0 {
		file = `"` + file + `"`
	}
	if c.ByARN {
		region = c.regionOfItem()
	}
	verb := "ask"
	if c.Until != "" {
		verb = "wait_until " + quote.Shell(c.Until)
	}
	line := fmt.Sprintf("%s%s %s %s %s", indent, verb, region, file, c.Arguments(cfg, name))
	return strings.Join(append(append(open, line), end...), "\n") + "\n"
}

// ByHand is the call as one line to paste for each of its names, with a loop
// around it where it is asked for many Regions or items.
func (c Call) ByHand(cfg config.Config) string {
	var lines []string
	for _, name := range c.names(cfg) {
		lines = append(lines, c.byHand(cfg, name))
	}
	return strings.Join(lines, "\n")
}

func (c Call) byHand(cfg config.Config, name string) string {
	region, open, end := c.region(cfg), "", ""
	if c.IsRegional() {
		region = `"$region"`
		open = "for region in " + c.RegionWords(cfg) + "; do "
		end = "; done"
	}
	for i, p := range c.parents() {
		// Items come between tabs, and from some versions also on several lines. What
		// stands at an address the aws command would read.
		list := fmt.Sprintf(`aws %s --region %s --query %s --output text | tr '\t' '\n' | sed '/^[a-z]*:\/\//d'`,
			p.call.Arguments(cfg, name), region, quote.Shell(p.items))
		if p.names != nil {
			list = "{ " + printLines(p.names(cfg)) + "; " + list + "; } | sort -u | sed '/^$/d'"
		}
		open += fmt.Sprintf(`%s | while IFS= read -r item%d; do `, list, i+1)
		end += "; done"
	}
	if c.ByARN {
		region = c.regionOfItem()
	}
	return open + "aws " + c.Arguments(cfg, name) + " --region " + region + " --output json" + end
}

// regionOfItem is a word of a shell: the Region in the innermost item.
func (c Call) regionOfItem() string {
	return fmt.Sprintf(`"$(printf '%%s' "$item%d" | cut -d: -f4)"`, len(c.parents()))
}

// printLines is a command that prints words, one a line.
func printLines(words []string) string {
	line := `printf '%s\n'`
	for _, w := range words {
		line += " " + quote.Shell(w)
	}
	return line
}

// RegionWords are the Regions of the config as words of a shell: their names,
// or the command that finds them.
func RegionWords(cfg config.Config) string { return Call{}.RegionWords(cfg) }

// RegionWords are those of the call.
func (c Call) RegionWords(cfg config.Config) string {
	if regions := c.regions(cfg); regions != nil {
		return strings.Join(regions, " ")
	}
	return fmt.Sprintf("$(aws %s --region %s --query %s --output text)", Regions.Call.Arguments(cfg, ""), GlobalRegion, quote.Shell(enabledRegions))
}

type loop struct {
	call  Call                         // the call that lists the items
	items string                       // JMESPath that finds them
	names func(config.Config) []string // items that are there in any case
}

// parents are the loops around a call, the outermost first.
func (c Call) parents() []loop {
	if c.parent == nil {
		return nil
	}
	return append(c.parent.parents(), loop{*c.parent, c.items, c.Names})
}

// isNamed reports whether the outermost item of the call is one of Names alone.
func (c Call) isNamed() bool { return c.root().Names != nil }

// names are those, or "" for a call whose items all come from loops.
func (c Call) names(cfg config.Config) []string {
	if !c.isNamed() {
		return []string{""}
	}
	return c.root().Names(cfg)
}
