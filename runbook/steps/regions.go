package steps

import (
	"fmt"
	"maps"
	"slices"

	"hardbook/runbook"
)

// everywhere judges a setting that each Region has on its own: done where it is
// right in all, todo else. Done and todo are clauses that go on with "in …";
// judge says of one Region whether it is right, and how it is there.
func everywhere[A any](answers map[string]A, done, todo string, judge func(A) (bool, string)) runbook.Verdict {
	var right, wrong []string
	var findings []runbook.Finding
	for _, region := range slices.Sorted(maps.Keys(answers)) {
		ok, detail := judge(answers[region])
		if ok {
			right = append(right, region)
		} else {
			wrong = append(wrong, region)
		}
		findings = append(findings, runbook.Finding{OK: ok, Resource: region, Region: region, Detail: detail})
	}
	switch {
	case len(answers) == 0:
		return runbook.Unknown("no Region was read")
	case len(wrong) > 0:
		return runbook.Todo("%s in %s", todo, places(wrong)).With(findings...)
	}
	return runbook.Done("%s in %s", done, places(right)).With(findings...)
}

// places names Regions in a sentence: all of a few, the first of many.
func places(regions []string) string {
	const few = 3
	if len(regions) > few {
		return fmt.Sprintf("%s and %d more Regions", regions[0], len(regions)-1)
	}
	return and(regions)
}
