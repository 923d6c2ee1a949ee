//go:build loop

package loop

import (
	"fmt"
	"slices"
	"strings"
)

// An agreementPage is docs/agreement.md.
type agreementPage struct {
	version                   string // of Prowler
	all                       []comparison
	titles                    []string // what each asks for
	onlyHardbook, onlyProwler []string // numbers that one of them covers
	failed                    []string // calls, at either moment
	blinds                    []blind
	why                       []explanation
}

// head is the page up to the table.
const head = `# What a second judge says

<!-- Made by .ci/agree -update. The explanations are in runbook/loop/testdata/agree. -->

[Prowler](https://github.com/prowler-cloud/prowler) %s knows the CIS AWS Foundations Benchmark v7.0.0, too. ` + "`.ci/agree`" + ` has both tools look at the same
emulated account: before the book, when nobody looked after it, and after every block of the profile cis. Both look at us-east-1 and eu-west-1.
Prowler runs with ` + "`--scan-unused-services`" + `, or it would pass over networks in which nothing runs.

hardbook says how the steps about a number stand, each status once. Prowler says what its checks of the number found. *no finding* means that they found
nothing to look at. *todo* and *waiting* agree with FAIL, *done* with PASS, *manual* with MANUAL, *not-applicable* with no finding; the first of these counts.
Where a call that a check rests on fails in the emulator, the cell says *cannot tell*, and that agrees with nothing.

`

func (p agreementPage) text() string {
	var w strings.Builder
	fmt.Fprintf(&w, head, p.version)
	half := len(p.all) / len(moments)
	for i, moment := range moments {
		count := map[string]int{}
		for _, c := range p.all[i*half : (i+1)*half] {
			count[c.verdict()]++
		}
		fmt.Fprintf(&w, "- %s: of %d numbers they agree on %d and differ on %d; %d cannot be told\n", moment, half, count["agree"], count["differ"], count[cannotTell])
	}
	w.WriteString("\n| CIS 7.0 | what it asks | hardbook before | Prowler before | | hardbook after | Prowler after | |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	for i, before := range p.all[:half] {
		after := p.all[half+i]
		fmt.Fprintf(&w, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", before.number, p.titles[i],
			before.hardbook, before.prowler, before.verdict(), after.hardbook, after.prowler, after.verdict())
	}
	w.WriteString("\n## Where they differ, and who is right\n\n")
	for _, e := range p.why {
		right := map[string]string{"both": "Both are right", "neither": "Neither is right"}[e.right]
		if right == "" {
			right = e.right + " is right"
		}
		fmt.Fprintf(&w, "- **%s**, %s (%s). %s: %s\n", strings.Join(e.numbers, ", "), e.moment, e.seen, right, e.why)
	}
	w.WriteString("\n## What Prowler cannot tell here\n\n")
	var rest []string
	for _, k := range p.blinds {
		if len(k.numbers) > 0 {
			fmt.Fprintf(&w, "- **%s**: `%s`: %s\n", strings.Join(k.numbers, ", "), k.failed, k.why)
			continue
		}
		rest = append(rest, fmt.Sprintf("- `%s`: %s", k.failed, k.why))
	}
	w.WriteString("\nThese fail as well, and decide no number above:\n\n" + strings.Join(rest, "\n") + "\n")
	w.WriteString("\n## What only one of them covers\n\n- Prowler: " + orNone(p.onlyProwler) + "\n- hardbook: " + orNone(p.onlyHardbook) + "\n")
	return w.String()
}

func orNone(numbers []string) string {
	if len(numbers) == 0 {
		return "none"
	}
	return strings.Join(slices.Clone(numbers), ", ")
}
