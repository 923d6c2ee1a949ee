package evidence

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook/config"
)

// A Request is a Call at one place: a Region and, under Each, its items.
type Request struct {
	Call   Call
	Region string
	Items  []string
}

// Input is the request's parameters.
func (r Request) Input(cfg config.Config) Params { return r.Call.input(cfg, r.Items) }

// Path names the request's file in an evidence folder, without its ending:
// "us-east-1/iam-get-role-policy.Reader.ReadOnly". A name that is too long for a file
// goes on inside a folder; collect.sh does the same.
func (r Request) Path() string {
	const longest = 200 // leaves room for the ending in the usual 255
	name := r.Call.Name()
	for _, item := range r.Items {
		name += "." + Encode(item)
	}
	dir := r.Region
	for ; len(name) > longest; name = name[longest:] {
		dir += "/" + name[:longest]
	}
	return dir + "/" + name
}

// key names the request among the answers of one Source.
func (r Request) key() string {
	parts := slices.Clone(r.Items)
	if r.Call.IsRegional() {
		parts = append([]string{r.Region}, parts...)
	}
	if len(parts) == 1 {
		return parts[0]
	}
	for i, p := range parts {
		parts[i] = Encode(p)
	}
	return strings.Join(parts, "/")
}

// Encode percent-encodes every byte but ASCII letters, digits, "-" and "_",
// so that any item is one safe part of a file name. collect.sh does the same.
func Encode(item string) string {
	var b strings.Builder
	for i := range len(item) {
		c := item[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
