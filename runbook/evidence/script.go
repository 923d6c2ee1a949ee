package evidence

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"hardbook/runbook/config"
)

// Quote makes one word of s for bash and zsh: as it is where that is safe,
// else in single quotes. All quoting of values for shells goes through it.
func Quote(s string) string {
	safe := func(c rune) bool {
		return c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("_@%+:,./-=", c))
	}
	// zsh expands a leading "="; a leading "-" would be safe for the shell
	// but reads like an option, so both are quoted.
	if s != "" && !strings.ContainsRune("=-", rune(s[0])) && strings.IndexFunc(s, func(c rune) bool { return !safe(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// itemMark stands for the item of the i-th enclosing loop while a command is
// put together. No real parameter can hold a NUL.
func itemMark(i int) string { return fmt.Sprintf("\x00%d", i) }

// Arguments are the words of the call's command line after "aws", quoted for a
// shell, with "$item1", "$item2" … for the items of Each.
func (c Call) Arguments(cfg config.Config) string {
	var items []string
	for p := c.parent; ; p = p.parent {
		if p == nil {
			break
		}
		items = append(items, itemMark(len(items)+1))
	}
	line := c.Command
	params := c.input(cfg, items)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		line += " --" + kebab(name) + argument(params[name])
	}
	return line
}

// argument is the value of an option, with the space before it.
func argument(value any) string {
	switch v := value.(type) {
	case string:
		if strings.HasPrefix(v, "\x00") {
			return ` "$item` + v[1:] + `"`
		}
		return " " + Quote(v)
	case bool:
		if v {
			return ""
		}
	case []string:
		line := ""
		for _, one := range v {
			line += " " + Quote(one)
		}
		return line
	}
	raw, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("parameter %v cannot be written as JSON: %v", value, err)) // a bug in a declaration
	}
	return " " + Quote(string(raw))
}

// kebab spells an API member as an option of the command line does:
// "TopicArn" is "topic-arn", "MFADevice" is "mfa-device".
func kebab(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, c := range runes {
		if i > 0 && unicode.IsUpper(c) {
			nextLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]) || nextLower {
				b.WriteByte('-')
			}
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

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
		open = "for region in $(" + RegionWords(cfg) + "); do "
		end = "; done"
	}
	for i, p := range c.parents() {
		open += fmt.Sprintf("for item%d in $(aws %s --region %s --query %s --output text); do ",
			i+1, p.call.Arguments(cfg), region, Quote(p.items))
		end += "; done"
	}
	return open + "aws " + c.Arguments(cfg) + " --region " + region + " --output json" + end
}

// RegionWords is a command that prints the Regions of the config.
func RegionWords(cfg config.Config) string {
	if cfg.Account.Regions != nil {
		return "echo " + strings.Join(cfg.Account.Regions, " ")
	}
	return fmt.Sprintf("aws %s --region %s --query %s --output text", Regions.Arguments(cfg), GlobalRegion, Quote(enabledRegions))
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
