package render

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/policies"
	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/permissions"
	"hardbook/runbook/render/parallel"
)

// Operator works out the policies of the operator role from the commands of
// the book's steps for it: what the do blocks need, and what the undo blocks
// need beyond that. A book without such a role has none. The texts of these steps
// are filled in then, and kept. It fails when runbook/permissions does not know a command.
func Operator(b runbook.Book, texts map[string]Text) (map[string][]byte, error) {
	known := permissions.Permissions()
	done := make([]*written, len(b.Entries))
	err := parallel.Each(atOnce(), b.Entries, func(i int, e runbook.Entry) (err error) {
		if e.Step.Who != runbook.AsOperator || e.Status != "" {
			return nil
		}
		w, err := writeAlone(b, e, texts[e.Step.ID])
		done[i] = &w
		for _, block := range w.blocks {
			for _, command := range block.commands() {
				if known[command] == nil {
					return fmt.Errorf("step %q: runbook/permissions does not say what aws %s needs", e.Step.ID, command)
				}
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	grants := map[string]evidence.Grants{"do": {}, "undo": {}}
	used := false
	for i, e := range b.Entries {
		used = used || slices.Contains(e.Step.Policies, runbook.OperatorPolicy)
		if done[i] == nil {
			continue
		}
		text := texts[e.Step.ID]
		text.done = done[i]
		texts[e.Step.ID] = text
		for _, block := range done[i].blocks {
			for _, command := range slices.Concat(block.commands(), block.options()) {
				for _, p := range known[command] {
					grants[block.Kind].Add(b.Config, p.Action, p.Narrow, p.When)
				}
			}
		}
	}
	if !used {
		return nil, nil
	}
	if len(grants["do"]) == 0 {
		// AWS takes no empty policy; this action is allowed to everybody anyway.
		grants["do"].Add(b.Config, "sts:GetCallerIdentity", nil, nil)
	}
	return map[string][]byte{
		runbook.OperatorPolicy: grants["do"].Policy(), runbook.UndoPolicy: grants["undo"].Without(grants["do"]).Policy(),
	}, nil
}

// writeAlone fills in the text of a step that uses no computed policy.
func writeAlone(b runbook.Book, e runbook.Entry, t Text) (written, error) {
	files := map[string][]byte{}
	for _, name := range e.Step.Policies {
		filled, err := policies.Fill(name, b.Config)
		if err != nil {
			return written{}, fmt.Errorf("step %s: %w", e.Step.ID, err)
		}
		files[name] = filled
	}
	return t.write(b, e, files)
}

// commands lists the aws commands of a block, each once, in order: "iam
// create-user". Those of the guard are not among them.
func (b Block) commands() []string {
	var commands []string
	for _, c := range b.calls() {
		if !slices.Contains(commands, c.command) {
			commands = append(commands, c.command)
		}
	}
	return commands
}

// options lists the commands of a block with each of their options: "iam
// create-user --path". Some need a permission of their own.
func (b Block) options() []string {
	var options []string
	for _, c := range b.calls() {
		_, rest, more := strings.Cut(c.rest, " --")
		for more {
			if name := rest[:wordEnd(rest)]; name != "" {
				options = append(options, c.command+" --"+name)
			}
			_, rest, more = strings.Cut(rest, " --")
		}
	}
	return options
}

// awsCall is one aws command of a block, "iam create-user", and the rest of its
// line, up to the next one.
type awsCall struct{ command, rest string }

func (b Block) calls() []awsCall {
	var calls []awsCall
	for line := range strings.Lines(b.bare) {
		calls = append(calls, awsCalls(line)...)
	}
	return calls
}

// awsCalls finds the commands on one line: the word aws, and two more.
func awsCalls(line string) []awsCall {
	var calls []awsCall
	at, end := 0, 0 // where the search goes on; the end of the command before
	for {
		i := strings.Index(line[at:], "aws ")
		if i < 0 {
			return calls
		}
		start := at + i
		at = start + len("aws ")
		service := at + wordEnd(line[at:])
		operation := service + 1 // behind a space
		if start > 0 && isWord(line[start-1]) || service == at || !strings.HasPrefix(line[service:], " ") || wordEnd(line[operation:]) == 0 {
			continue
		}
		if n := len(calls); n > 0 {
			calls[n-1].rest = line[end:start]
		}
		end = operation + wordEnd(line[operation:])
		calls = append(calls, awsCall{line[at:end], line[end:]})
		at = end
	}
}

// wordEnd is where the name of a service, an operation or an option ends that s
// begins with: 0 where there is none.
func wordEnd(s string) int {
	return len(s) - len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyz0123456789-"))
}

// isWord reports whether c before aws makes another word of it.
func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z'
}
