package steps

import (
	"maps"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// SnapshotPublicAccess keeps snapshots of disks from being shared with
// everybody, in each Region.
var SnapshotPublicAccess = runbook.Step{
	ID:      "snapshot-public-access",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.InRegions(calls.EC2SnapshotSharing(), judgeSnapshotPublicAccess),
}

func judgeSnapshotPublicAccess(_ config.Config, regions map[string]calls.SnapshotSharing) runbook.Verdict {
	v := judge.Everywhere(regions, judge.Clauses{Done: "no snapshot can be shared with everybody", Todo: "snapshots can be shared with everybody"}, func(s calls.SnapshotSharing) (runbook.Status, string) {
		switch s.State {
		case "block-all-sharing":
			return runbook.StatusDone, "no snapshot can be shared with everybody"
		case "block-new-sharing":
			return runbook.StatusDone, "no further snapshot can be shared with everybody; those of before stay as they are"
		}
		return runbook.StatusTodo, "snapshots can be shared with everybody (" + s.State + ")"
	})
	var old []string
	for _, region := range slices.Sorted(maps.Keys(regions)) {
		if regions[region].State == "block-new-sharing" {
			old = append(old, region)
		}
	}
	if v.Status != runbook.StatusDone || len(old) == 0 {
		return v
	}
	// AWS has two modes. The other one is accepted, and named for what it leaves.
	return runbook.Done("no further snapshot can be shared with everybody, but in %s those shared before stay so", judge.Places(old)).With(v.Findings...)
}
