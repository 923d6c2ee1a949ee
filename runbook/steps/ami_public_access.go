package steps

import (
	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// AMIPublicAccess keeps images of machines from being shared with everybody, in
// each Region.
var AMIPublicAccess = runbook.Step{
	ID:      "ami-public-access",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2ImageSharing(), judgeAMIPublicAccess),
}

// judgeAMIPublicAccess never says waiting: for up to ten minutes after the
// command AWS answers as if nobody had run it, and nothing else it answers tells
// the two apart. The reason says so instead.
// Source: Amazon EC2 API, EnableImageBlockPublicAccess.
func judgeAMIPublicAccess(_ config.Config, regions map[string]calls.ImageSharing) runbook.Verdict {
	v := judge.Everywhere(regions, judge.Clauses{Done: "no further image can be shared with everybody", Todo: "images can be shared with everybody"}, func(s calls.ImageSharing) (runbook.Status, string) {
		if s.ImageBlockPublicAccessState == "block-new-sharing" {
			return runbook.StatusDone, "no further image can be shared with everybody"
		}
		return runbook.StatusTodo, "images can be shared with everybody (" + s.ImageBlockPublicAccessState + ")"
	})
	if v.Status == runbook.StatusTodo {
		v.Reason += " (AWS says so for up to 10 minutes after the command, too)"
	}
	return v
}
