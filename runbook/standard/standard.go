// Package standard holds the published lists of advice that the steps refer to,
// number by number, and lays a book beside them.
package standard

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
)

//go:embed *.tsv
var files embed.FS

// A Standard is a published list of advice.
type Standard struct {
	Name  string // on the command line: "cis-7.0"
	Title string
	Items []Item
	refs  func(runbook.Refs) string
}

// An Item is one number of a standard.
type Item struct {
	Number string // "2.10" or "ACCT.05"
	Level  string // of the CIS benchmark, L1 or L2; "-" in others
	Title  string // what it asks for, in words of our own
	Reason string // why no step is about it; "" where one is
}

// Names are the standards there are, as on the command line.
func Names() []string { return []string{"cis-7.0", "ssb"} }

// All are the standards, whole. It fails when one of their files is damaged.
//
// Sources: CIS AWS Foundations Benchmark v7.0.0; AWS Prescriptive Guidance, AWS
// Startup Security Baseline, account controls.
func All() ([]Standard, error) {
	all := []Standard{
		{Name: Names()[0], Title: "CIS AWS Foundations Benchmark v7.0.0", refs: func(r runbook.Refs) string { return r.CIS }},
		{Name: Names()[1], Title: "AWS Startup Security Baseline, account controls", refs: func(r runbook.Refs) string { return r.SSB }},
	}
	for i, s := range all {
		raw, err := files.ReadFile(s.Name + ".tsv")
		if err != nil {
			return nil, err
		}
		for n, line := range strings.Split(strings.TrimRight(string(raw), "\n"), "\n") {
			fields := strings.Split(line, "\t")
			switch {
			case strings.HasPrefix(line, "# "):
			case len(fields) != 4:
				return nil, fmt.Errorf("%s.tsv:%d: has %d columns, not 4", s.Name, n+1, len(fields))
			default:
				all[i].Items = append(all[i].Items, Item{fields[0], fields[1], fields[2], fields[3]})
			}
		}
	}
	return all, nil
}

// Named is the standard of this name.
func Named(name string) (Standard, error) {
	all, err := All()
	if err != nil {
		return Standard{}, err
	}
	i := slices.IndexFunc(all, func(s Standard) bool { return s.Name == name })
	if i < 0 {
		return Standard{}, &UnknownError{name}
	}
	return all[i], nil
}

// Numbers are the numbers of the standard that a step refers to.
func (s Standard) Numbers(step runbook.Step) []string {
	return strings.FieldsFunc(s.refs(step.Refs), func(r rune) bool { return r == ',' || r == ' ' })
}

// UnknownError says that there is no standard of this name.
type UnknownError struct{ Name string }

// Error names the standard.
func (e *UnknownError) Error() string { return fmt.Sprintf("there is no standard %q", e.Name) }

// Hint lists the standards there are.
func (e *UnknownError) Hint() string { return "the standards are " + strings.Join(Names(), " and ") }
