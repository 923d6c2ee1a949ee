package judge

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/eventrule"
	"hardbook/runbook/testneeds"
)

// inquiry is a pattern and an event, as moto's EventBridge takes them, and what our
// matcher is told of the event.
type inquiry struct {
	Pattern json.RawMessage `json:"pattern"`
	Event   map[string]any  `json:"event"`

	has   map[string]string
	whole bool // it is told all, and knows every filter
}

// matchedByMoto asks moto, whose EventBridge others made.
func matchedByMoto(t *testing.T, all []inquiry) []bool {
	t.Helper()
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, i := range all {
		if err := enc.Encode(i); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(testneeds.Program(t, testneeds.Python), "../eventrule/testdata/matches.py")
	cmd.Stdin = &in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	answers := strings.Fields(string(out))
	if err != nil || len(answers) != len(all) {
		t.Fatalf("%v: %d answers to %d inquiries: %s", err, len(answers), len(all), &stderr)
	}
	matched := make([]bool, len(all))
	for i, answer := range answers {
		matched[i] = answer == "true"
	}
	return matched
}

// flat are the members of an event that are texts, by their places.
func flat(event map[string]any, at string, has map[string]string) map[string]string {
	for name, value := range event {
		switch value := value.(type) {
		case string:
			has[at+name] = value
		case map[string]any:
			flat(value, at+name+".", has)
		}
	}
	return has
}

// TestAlertsHear holds the patterns of the book against events in the form in which
// AWS sends them: which alerts hear of each, by another engine than ours. Where "heard"
// is missing in the file, nothing is said. Our own matcher must not hear more.
func TestAlertsHear(t *testing.T) {
	raw, err := os.ReadFile("../eventrule/testdata/events.json")
	if err != nil {
		t.Fatal(err)
	}
	var events []struct {
		Name  string
		Heard []string
		Event map[string]any
	}
	if err := json.Unmarshal(raw, &events); err != nil {
		t.Fatal(err)
	}
	var all []inquiry
	for _, e := range events {
		for _, a := range eventrule.All() {
			has := flat(e.Event, "", map[string]string{})
			for _, member := range []string{"detail.userIdentity.invokedBy", "detail.errorCode"} {
				if has[member] == "" {
					has[member] = eventrule.Absent
				}
			}
			all = append(all, inquiry{Pattern: json.RawMessage(a.Pattern), Event: e.Event, has: has})
		}
	}
	matched := matchedByMoto(t, all)
	said := 0
	for i, e := range events {
		heard := []string{}
		for j, a := range eventrule.All() {
			at := i*len(eventrule.All()) + j
			if matched[at] {
				heard = append(heard, a.ID)
			}
			if ours := matches(a.Pattern, all[at].has); ours && !matched[at] {
				t.Errorf("%s: by us %s hears of it, by moto it does not", e.Name, a.ID)
			}
		}
		if e.Heard == nil {
			continue
		}
		said++
		slices.Sort(heard)
		if slices.Sort(e.Heard); !slices.Equal(heard, e.Heard) {
			t.Errorf("%s: %q hear of it, want %q", e.Name, heard, e.Heard)
		}
	}
	t.Logf("%d events, of %d of them it is said who hears", len(events), said)
}

// TestMatchesAgainstMoto weighs generated patterns and events with both. What is
// certain by ours must be so by moto; where ours is told everything, the two agree.
func TestMatchesAgainstMoto(t *testing.T) {
	count := 100_000
	if testneeds.Quick() {
		count = 10_000
	}
	r := rand.New(rand.NewPCG(3, 9))
	var all []inquiry
	for range count {
		all = append(all, anInquiry(r))
	}
	sure, whole, wrong := 0, 0, 0
	for i, matched := range matchedByMoto(t, all) {
		q := all[i]
		ours := matches(string(q.Pattern), q.has)
		if ours {
			sure++
		}
		if q.whole {
			whole++
		}
		if ours && !matched || q.whole && ours != matched {
			if wrong++; wrong < 10 {
				event, _ := json.Marshal(q.Event)
				t.Errorf("%s, told %q of %s: by us %v, by moto %v", q.Pattern, q.has, event, ours, matched)
			}
		}
	}
	t.Logf("%d patterns: %d match for certain, %d events are told whole, %d contradictions", count, sure, whole, wrong)
	if sure < count/10 || whole < count/10 {
		t.Error("that proves little")
	}
}
