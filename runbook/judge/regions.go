package judge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
)

// Clauses are what is said of Regions, by how they stand: they go on with "in …".
type Clauses struct{ Done, Todo, Waiting string }

// Everywhere judges a setting that each Region has on its own: done where it is
// right in all, waiting where nothing else is to be done, todo else. judge says
// how one Region stands: done, todo or waiting, and what is there.
func Everywhere[A any](answers map[string]A, say Clauses, judge func(A) (runbook.Status, string)) runbook.Verdict {
	var right, wrong []string
	var findings []runbook.Finding
	waiting, unsure := 0, []string(nil)
	for _, region := range slices.Sorted(maps.Keys(answers)) {
		status, detail := judge(answers[region])
		if status == runbook.StatusDone {
			right = append(right, region)
		} else {
			wrong = append(wrong, region)
		}
		switch status {
		case runbook.StatusWaiting:
			waiting++
		case runbook.StatusUnknown:
			unsure = append(unsure, region+": "+detail)
		}
		findings = append(findings, runbook.Finding{OK: status == runbook.StatusDone, Resource: region, Region: region, Detail: detail})
	}
	switch {
	case len(answers) == 0:
		return runbook.Unknown("no Region was read")
	case len(unsure) > 0 && len(wrong) == len(unsure)+waiting:
		return runbook.Unknown("%s", FirstOf(unsure)).With(findings...)
	case len(wrong) > waiting:
		return runbook.Todo("%s in %s", say.Todo, Places(wrong)).With(findings...)
	case waiting > 0:
		return runbook.Waiting("%s in %s", say.Waiting, Places(wrong)).With(findings...)
	}
	return runbook.Done("%s in %s", say.Done, Places(right)).With(findings...)
}

// Places names Regions in a sentence: all of a few, the first of many.
func Places(regions []string) string {
	const few = 3
	if len(regions) > few {
		return fmt.Sprintf("%s and %d more Regions", regions[0], len(regions)-1)
	}
	return And(regions)
}

// Sweep judges things of which a Region can have many. look says what is right
// and wrong in one Region. wrong names what is wrong, and where.
func Sweep[A any](answers map[string]A, look func(A) []runbook.Finding) (findings []runbook.Finding, wrong []string) {
	for _, region := range slices.Sorted(maps.Keys(answers)) {
		found := look(answers[region])
		slices.SortFunc(found, func(a, b runbook.Finding) int { // AWS gives lists in any order
			return cmp.Or(strings.Compare(a.Resource, b.Resource), strings.Compare(a.Detail, b.Detail))
		})
		for _, f := range found {
			f.Region = region
			findings = append(findings, f)
			if name := f.Resource + " in " + region; !f.OK && !slices.Contains(wrong, name) {
				wrong = append(wrong, name)
			}
		}
	}
	return findings, wrong
}
