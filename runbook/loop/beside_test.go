//go:build loop

package loop

import (
	"slices"
	"strings"

	"hardbook/runbook/render"
)

// beside are the steps that moto cannot play alone: servers of our own answer
// some of their calls, and why. The servers are held against moto, call by call,
// in the files that end in lacks_test.go.
var beside = map[string]string{
	"budget":                 "moto keeps no form of a budget but one, and shows it to every describe",
	"first-dollar-budget":    "the same",
	"cost-anomalies":         "moto has no Cost Anomaly Detection",
	"access-analyzer":        "moto has no Access Analyzer",
	"snapshot-public-access": "moto does not know the setting",
	"ami-public-access":      "moto does not know the setting",
	"instance-metadata":      "moto does not know the setting",
	"document-sharing":       "moto does not know the setting",
	"central-root-access":    "moto does not know what IAM may do in an organization",
	"unused-regions":         "moto does not know the calls about the account's Regions",
	"security-hub":           "moto does not know the standards of Security Hub",
}

// besideMoto prints the calls of a step that something beside moto answered. It
// fails the test where the step is not listed for that, or is without need.
func (b *book) besideMoto(id string) {
	b.t.Helper()
	own, err := render.Commands(b.Book, b.texts)
	must(b.t, own, err)
	e, err := b.Find(id)
	must(b.t, e, err)
	mine := own[id]
	for _, call := range e.Step.Check.Calls() {
		mine = append(mine, call.Command)
	}
	var answered []string
	b.cloud.mu.Lock()
	for command, changed := range b.cloud.beside {
		if changed && slices.Contains(mine, command) {
			answered = append(answered, command)
		}
	}
	b.cloud.mu.Unlock()
	slices.Sort(answered)
	why, listed := beside[id]
	switch {
	case len(answered) > 0 && !listed:
		b.t.Errorf("%s is played beside moto (%s): list it, with the reason", id, strings.Join(answered, ", "))
	case len(answered) == 0 && listed:
		b.t.Errorf("moto plays %s alone: take it out of the list (%s)", id, why)
	case listed:
		b.t.Logf("%s is played beside moto, because %s: %s", id, why, strings.Join(answered, ", "))
	}
}
