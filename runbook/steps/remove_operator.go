package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
	"hardbook/runbook/names"
)

const removeOperatorID = "remove-operator"

// RemoveOperator takes the operator's role away again. It needs the role and
// every step that is done with it: those of the operator among the steps.
func RemoveOperator(steps []runbook.Step) runbook.Step {
	needs := []string{OperatorRole.ID}
	for _, s := range steps {
		if s.Who == runbook.AsOperator {
			needs = append(needs, s.ID)
		}
	}
	return runbook.Step{
		ID:      removeOperatorID,
		Phase:   runbook.Finish,
		Who:     runbook.AsAdmin,
		Profile: config.Baseline,
		Check:   runbook.From1(calls.IAMRoleAlone(names.OperatorRole), judgeRemoveOperator),
		Needs:   needs,
		Refs:    runbook.Refs{SSB: "ACCT.04"},
	}
}

func judgeRemoveOperator(cfg config.Config, r calls.Role) runbook.Verdict {
	if r.Absent {
		return runbook.Done("there is no role %s", names.OperatorRole)
	}
	if !judge.IsRole(cfg, r, names.OperatorRole) {
		return runbook.Unknown("asked about the role %s, AWS told about %s", names.OperatorRole, r.Role.Arn)
	}
	return runbook.Todo("there still is a role %s", names.OperatorRole)
}
