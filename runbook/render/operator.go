package render

import (
	"fmt"
	"slices"

	"hardbook/policies"
	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/permissions"
	"hardbook/runbook/render/parallel"
	"hardbook/runbook/shell"
)

// operator works out the policies of the operator role from the commands of
// the plan's steps for it: what the do blocks need, and what the undo blocks
// need beyond that. A plan without such a role has none. The texts of these steps
// are filled in then, and kept. It fails when runbook/permissions does not know a command.
func operator(p runbook.Plan, texts map[string]Text) (map[string][]byte, error) {
	known := permissions.Permissions()
	done := make([]*written, len(p.Entries))
	err := parallel.Each(atOnce(), p.Entries, func(i int, e runbook.Entry) (err error) {
		if e.Step.Who != runbook.AsOperator || e.Status != "" {
			return nil
		}
		w, err := writeAlone(p.Config, e, texts[e.Step.ID])
		done[i] = &w
		for _, block := range w.blocks {
			for _, command := range block.commands {
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
	for i, e := range p.Entries {
		used = used || slices.Contains(e.Step.Policies, runbook.OperatorPolicy)
		if done[i] == nil {
			continue
		}
		text := texts[e.Step.ID]
		text.done = done[i]
		texts[e.Step.ID] = text
		for _, block := range done[i].blocks {
			for _, command := range slices.Concat(block.commands, block.options) {
				for _, need := range known[command] {
					grants[block.Kind].Add(p.Config, need.Action, need.Narrow, need.When)
				}
			}
		}
	}
	if !used {
		return nil, nil
	}
	if len(grants["do"]) == 0 {
		// AWS takes no empty policy; this action is allowed to everybody anyway.
		grants["do"].Add(p.Config, "sts:GetCallerIdentity", nil, nil)
	}
	return map[string][]byte{
		runbook.OperatorPolicy: grants["do"].Policy(), runbook.UndoPolicy: grants["undo"].Without(grants["do"]).Policy(),
	}, nil
}

// writeAlone fills in the text of a step that uses no computed policy.
func writeAlone(cfg config.Config, e runbook.Entry, t Text) (written, error) {
	files := map[string][]byte{}
	for _, name := range e.Step.Policies {
		filled, err := policies.Fill(name, cfg)
		if err != nil {
			return written{}, fmt.Errorf("step %s: %w", e.Step.ID, err)
		}
		files[name] = filled
	}
	return t.write(cfg, e, files)
}

// newBlock is a block whose commands were read. It fails when no shell would take
// them.
func newBlock(kind, bare string) (Block, error) {
	all, err := shell.Commands(bare)
	b := Block{Kind: kind, bare: bare}
	for _, c := range all {
		command, options := c.AWS()
		if command == "" {
			continue
		}
		if !slices.Contains(b.commands, command) {
			b.commands = append(b.commands, command)
		}
		for _, o := range options {
			b.options = append(b.options, command+" "+o)
		}
	}
	return b, err
}
