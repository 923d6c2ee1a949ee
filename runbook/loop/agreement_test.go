//go:build loop

package loop

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hardbook/runbook"
)

// The moments at which both tools are asked.
var moments = []string{"before", "after"}

// A comparison is one number of the benchmark, at one moment, in both tools.
type comparison struct{ number, moment, hardbook, prowler string }

// cannotTell is the word for what was not read, and so agrees with nothing.
const cannotTell = "cannot tell"

// hardbookWord says how the steps about a number stand, each status once.
func hardbookWord(statuses []runbook.Status) string {
	if slices.Contains(statuses, runbook.StatusUnknown) {
		return cannotTell
	}
	var words []string
	for _, s := range runbook.Statuses() {
		if slices.Contains(statuses, s) {
			words = append(words, string(s))
		}
	}
	return strings.Join(words, ", ")
}

// prowlerWord says what the checks of a number found, each status once.
func prowlerWord(s scan, checks []string) string {
	var words []string
	for _, status := range []string{"FAIL", "PASS", "MANUAL"} {
		if slices.ContainsFunc(checks, func(c string) bool { return slices.Contains(s.findings[c], status) }) {
			words = append(words, status)
		}
	}
	if len(words) == 0 {
		return "no finding"
	}
	return strings.Join(words, ", ")
}

// meaning is what the words of either tool come to: the worst of them.
func meaning(word string) string {
	for _, m := range []struct{ means, words string }{
		{cannotTell, cannotTell}, {"open", "todo waiting FAIL"}, {"good", "done PASS"}, {"by hand", "manual attested MANUAL"}, {"nothing there", "not-applicable no finding"},
	} {
		if m.means == word || slices.ContainsFunc(strings.Split(word, ", "), func(w string) bool { return slices.Contains(strings.Fields(m.words), w) }) {
			return m.means
		}
	}
	return "nothing there"
}

// verdict is agree, differ or cannot tell.
func (c comparison) verdict() string {
	one, other := meaning(c.hardbook), meaning(c.prowler)
	switch {
	case one == cannotTell || other == cannotTell:
		return cannotTell
	case one == other:
		return "agree"
	}
	return "differ"
}

// key finds the explanation of a difference. It has what was seen, so that no
// explanation outlives what it explains.
func (c comparison) key() string {
	return fmt.Sprintf("%s %s: hardbook %s, Prowler %s", c.number, c.moment, c.hardbook, c.prowler)
}

// An explanation is written by hand: what differs, who is right, and why.
type explanation struct {
	numbers                  []string
	moment, seen, right, why string
}

// explained lays the explanations beside the differences. It returns what is
// wrong: a difference without one, an explanation of nothing, or one without a link.
func explained(all []comparison, why []explanation) []string {
	open, wrong := map[string]bool{}, []string{}
	for _, c := range all {
		if c.verdict() == "differ" {
			open[c.key()] = true
		}
	}
	for _, e := range why {
		if !strings.Contains(e.why, "](https://docs.aws.amazon.com/") || !slices.Contains([]string{"hardbook", "Prowler", "both", "neither"}, e.right) {
			wrong = append(wrong, fmt.Sprintf("%s %s: an explanation says who is right, and links to AWS's documentation", e.numbers, e.moment))
		}
		for _, n := range e.numbers {
			key := fmt.Sprintf("%s %s: %s", n, e.moment, e.seen)
			if !open[key] {
				wrong = append(wrong, key+" is explained, and was not seen")
			}
			delete(open, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(open)) {
		wrong = append(wrong, key+" has no explanation")
	}
	return wrong
}

// A blind is a call that fails when Prowler makes it, or a fault of its own, and
// the numbers that it cannot tell without.
type blind struct {
	failed  string
	numbers []string
	always  string // the moment at which they count as not told whether the call failed or not, "" mostly
	why     string
}

// blinded are the numbers that a scan cannot tell at a moment, and the failures
// that are not in the list.
func blinded(s scan, moment string, known []blind) (numbers map[string]bool, unknown []string) {
	numbers, unknown = map[string]bool{}, slices.Clone(s.failed)
	for _, k := range known {
		if slices.Contains(s.failed, k.failed) || k.always == moment {
			for _, n := range k.numbers {
				numbers[n] = true
			}
		}
		unknown = slices.DeleteFunc(unknown, func(f string) bool { return f == k.failed })
	}
	return numbers, unknown
}
