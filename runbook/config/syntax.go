package config

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// unknownAnchor finds in an error of the YAML library the alias that nothing stands for.
var unknownAnchor = regexp.MustCompile(`^yaml: unknown anchor '(.*)' referenced$`)

// syntax reports an error of the YAML library, which is text alone, such as
// "yaml: line 4: did not find expected key".
func (r *reader) syntax(err error, data []byte) {
	// This one comes without a line. No alias is allowed, so any will do.
	if m := unknownAnchor.FindStringSubmatch(err.Error()); m != nil {
		before, _, _ := bytes.Cut(data, []byte("*"+m[1]))
		r.report(1+bytes.Count(before, []byte("\n")), "", quoted("*"+m[1]), "YAML aliases are not supported", "write the value out, or put quotes around it")
		return
	}
	// Of an error within a group the library tells where the group starts,
	// unless that is the first line: without the comments on top, the
	// outermost group, which is most of a config, starts there.
	line, what := where(err)
	body, top := data, 0
	for {
		first, rest, more := bytes.Cut(body, []byte("\n"))
		if first = bytes.TrimSpace(first); !more || len(first) > 0 && first[0] != '#' {
			break
		}
		body, top = rest, top+1
	}
	if again := yaml.Unmarshal(body, new(yaml.Node)); again != nil {
		line, what = where(again)
		line += top
	}
	r.report(line, "", "", "this is not YAML: "+printable(what),
		"look at this line and those around it: indentation by spaces, a space after each colon, closing quotes and brackets")
}

// lineOf finds in an error of the YAML library the line that it is about.
var lineOf = regexp.MustCompile(`^line (\d+): (.*)$`)

// where takes an error of the YAML library apart. Its scanner counts lines
// from 1, its parser, which has these few messages, from 0.
func where(err error) (line int, what string) {
	what = strings.TrimPrefix(err.Error(), "yaml: ")
	if m := lineOf.FindStringSubmatch(what); m != nil {
		line, _ = strconv.Atoi(m[1])
		what = m[2]
	}
	parser := regexp.MustCompile(`^did not find expected (key|node content|'-' indicator|',' or '[]}]'|<.*>)$`)
	if line == 0 || parser.MatchString(what) {
		line++
	}
	return line, what
}
