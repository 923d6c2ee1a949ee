//go:build loop

package loop

import (
	"slices"
	"strings"

	"hardbook/runbook/render"
)

// besideMoto prints the calls of a step that something beside moto answered: servers
// of our own, which are held against moto, call by call, in the files that end in
// lacks_test.go. It fails the test where the step's facts do not say why, or do
// without need.
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
	why := factsOf(b.t, id).Beside
	listed := why != ""
	switch {
	case len(answered) > 0 && !listed:
		b.t.Errorf("%s is played beside moto (%s): say why under beside in its emulator.yaml", id, strings.Join(answered, ", "))
	case len(answered) == 0 && listed:
		b.t.Errorf("moto plays %s alone: take beside out of its emulator.yaml (%s)", id, why)
	case listed:
		b.t.Logf("%s is played beside moto, because %s: %s", id, why, strings.Join(answered, ", "))
	}
}
