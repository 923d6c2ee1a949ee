package render

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hardbook/policies"
	"hardbook/runbook"
	"hardbook/runbook/act"
	"hardbook/runbook/evidence"
)

// Operator works out the policies of the operator role from the commands of
// the book's steps for it: what the do blocks need, and what the undo blocks
// need beyond that. A book without such a role has none. It fails when
// runbook/act does not know a command.
func Operator(b runbook.Book, texts map[string]Text) (map[string][]byte, error) {
	grants := map[string]evidence.Grants{"do": {}, "undo": {}}
	known := act.Permissions()
	used := false
	for _, e := range b.Entries {
		used = used || slices.Contains(e.Step.Policies, runbook.OperatorPolicy)
		if e.Step.Who != runbook.AsOperator || e.Status != "" {
			continue
		}
		blocks, err := blocksOf(b, e, texts[e.Step.ID])
		if err != nil {
			return nil, err
		}
		for _, block := range blocks {
			for _, command := range block.commands() {
				if known[command] == nil {
					return nil, fmt.Errorf("step %q: runbook/act does not say what aws %s needs", e.Step.ID, command)
				}
			}
			for _, command := range slices.Concat(block.commands(), block.options()) {
				for _, p := range known[command] {
					grants[block.Kind].Add(b.Config, p.Action, p.Narrow)
				}
			}
		}
	}
	if !used {
		return nil, nil
	}
	if len(grants["do"]) == 0 {
		// AWS takes no empty policy; this action is allowed to everybody anyway.
		grants["do"].Add(b.Config, "sts:GetCallerIdentity", nil)
	}
	for action := range grants["do"] {
		delete(grants["undo"], action) // the table narrows an action in one way only
	}
	return map[string][]byte{
		runbook.OperatorPolicy: grants["do"].Policy(), runbook.UndoPolicy: grants["undo"].Policy(),
	}, nil
}

// blocksOf are the blocks of a step that uses no computed policy.
func blocksOf(b runbook.Book, e runbook.Entry, t Text) ([]Block, error) {
	files := map[string][]byte{}
	for _, name := range e.Step.Policies {
		filled, err := policies.Fill(name, b.Config)
		if err != nil {
			return nil, fmt.Errorf("step %s: %w", e.Step.ID, err)
		}
		files[name] = filled
	}
	s, err := renderStep(b, e, t, files, nil)
	return s.blocks, err
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
	option := regexp.MustCompile(` --[a-z0-9-]+`)
	for _, c := range b.calls() {
		for _, name := range option.FindAllString(c.rest, -1) {
			options = append(options, c.command+name)
		}
	}
	return options
}

// awsCall is one aws command of a block, "iam create-user", and the rest of its
// line, up to the next one.
type awsCall struct{ command, rest string }

func (b Block) calls() []awsCall {
	var calls []awsCall
	start := regexp.MustCompile(`\baws ([a-z0-9-]+ [a-z0-9-]+)`)
	for line := range strings.Lines(b.bare) {
		found := start.FindAllStringSubmatchIndex(line, -1)
		for i, at := range found {
			end := len(line)
			if i+1 < len(found) {
				end = found[i+1][0]
			}
			calls = append(calls, awsCall{line[at[2]:at[3]], line[at[1]:end]})
		}
	}
	return calls
}
