package evidence

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"hardbook/runbook/config"
	"hardbook/runbook/quote"
)

// itemMark stands for the item of the i-th enclosing loop while a command is
// put together. No real parameter can hold a NUL.
func itemMark(i int) string { return fmt.Sprintf("\x00%d", i) }

// AfterColon is what stands after the last colon of an item, such as the name in
// an ARN.
func AfterColon(item string) string {
	if strings.HasPrefix(item, "\x00") {
		return item + tailMark
	}
	return item[strings.LastIndex(item, ":")+1:]
}

// tailMark follows the mark of an item of which only what is after the last colon
// is meant.
const tailMark = "\x01"

// structureMark follows the mark of an item inside a structure in the shorthand of
// the aws command. There "name@=file://…" has that command read a file: of the item
// only what is before the first @ is given. No item of a structure holds one.
// Source: AWS CLI User Guide, shorthand syntax.
const structureMark = "\x02"

// inStructure marks the items of s so.
func inStructure(s string) string {
	parts := strings.Split(s, "\x00")
	for i := 1; i < len(parts); i++ {
		parts[i] = parts[i][:1] + structureMark + parts[i][1:]
	}
	return strings.Join(parts, "\x00")
}

// Arguments are the words of the call's command line after "aws", quoted for a
// shell: with this name where the call, or the outermost of those its items
// come from, is asked for Names, and with "$item1", "$item2" … for the items
// of Each.
func (c Call) Arguments(cfg config.Config, name string) string {
	var items []string
	if c.isNamed() {
		items = append(items, name)
	}
	for i := range c.parents() {
		items = append(items, itemMark(i+1))
	}
	line := c.Command
	params := c.input(cfg, items)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		line += " " + option(Kebab(name), params[name])
	}
	return line
}

// option is an option of the aws command line with its value. An item's value
// stands behind an equals sign: one that begins with a dash would else be
// taken for an option.
func option(name string, value any) string {
	switch v := value.(type) {
	case Shorthand:
		return option(name, inStructure(string(v)))
	case Filters:
		words := v.words()
		for i := range words {
			words[i] = inStructure(words[i])
		}
		return option(name, words)
	case string:
		if strings.Contains(v, "\x00") {
			return "--" + name + "=" + shellWord(v)
		}
		return "--" + name + " " + quote.Shell(v)
	case bool:
		if !v {
			return "--no-" + name
		}
		return "--" + name
	case []string:
		line := "--" + name
		for _, one := range v {
			line += " " + shellWord(one)
		}
		return line
	case int, int64, float64:
		return "--" + name + " " + fmt.Sprint(v)
	}
	panic(fmt.Sprintf("%s: a parameter cannot be a %T", name, value)) // a bug in a declaration
}

// shellWord is Quote for a value that may have items in it.
func shellWord(s string) string {
	var b strings.Builder
	for i, part := range strings.Split(s, "\x00") {
		if i > 0 {
			item := "$item" + part[:1] // nobody nests ten deep
			part = part[1:]
			if after, ok := strings.CutPrefix(part, tailMark); ok {
				item, part = "${"+item[1:]+"##*:}", after
			} else if after, ok := strings.CutPrefix(part, structureMark); ok {
				item, part = "${"+item[1:]+"%%@*}", after
			}
			b.WriteString(`"` + item + `"`)
		}
		if part != "" {
			b.WriteString(quote.Shell(part))
		}
	}
	if s == "" {
		return quote.Shell("")
	}
	return b.String()
}

// Kebab spells an API member as an option of the command line does:
// "TopicArn" is "topic-arn", "MFADevice" is "mfa-device".
func Kebab(name string) string {
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
