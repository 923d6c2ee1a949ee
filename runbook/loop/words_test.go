//go:build loop

package loop

import (
	"slices"
	"testing"

	"hardbook/runbook/shell"
)

// calls are the words after aws in the commands of a script that have it among
// their words: after ok_if, too. Functions of collect.sh hand their last words to aws.
func calls(t *testing.T, script string) []shell.Command {
	t.Helper()
	handing := map[string]int{"ask": 3, "items": 3, "wait_until": 4}
	commands, err := shell.Commands(script)
	must(t, commands, err)
	var found []shell.Command
	for _, c := range commands {
		first := slices.IndexFunc(c.Words, func(word string) bool { return word == "aws" || handing[word] > 0 })
		if first < 0 {
			continue
		}
		skip := max(1, handing[c.Words[first]])
		if words := c.Words[min(first+skip, len(c.Words)):]; len(words) > 1 && words[0] != shell.Unknown {
			found = append(found, shell.Command{Line: c.Line, Words: words})
		}
	}
	return found
}
