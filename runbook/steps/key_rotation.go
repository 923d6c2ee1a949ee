package steps

import (
	"fmt"
	"maps"
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
)

// KeyRotation has AWS make the account's own keys anew each year.
var KeyRotation = runbook.Step{
	ID:      "key-rotation",
	Phase:   runbook.Watch,
	Who:     runbook.AsOperator,
	Profile: config.CIS,
	Paid:    true,
	Check:   runbook.InRegions(calls.KMSKeys(), judgeKeyRotation),
	Refs:    runbook.Refs{CIS: "4.6"},
}

// judgeKeyRotation looks at the keys that AWS can rotate: a key that is disabled
// or about to go, one of another kind, and one of material brought along cannot
// be, and keys of AWS's services are not the account's to rotate.
func judgeKeyRotation(_ config.Config, regions map[string]calls.RegionKeys) runbook.Verdict {
	var findings []runbook.Finding
	var wrong, left []string
	for _, region := range slices.Sorted(maps.Keys(regions)) {
		r := regions[region]
		for _, id := range slices.Sorted(maps.Keys(r.Keys)) {
			key, rotation := r.Keys[id].KeyMetadata, r.Rotation[id]
			_, asked := r.Rotation[id]
			f := runbook.Finding{OK: true, Resource: key.Arn, Region: region}
			switch {
			case r.Keys[id].Absent, asked && rotation.Absent, key.KeyManager == "AWS":
				continue // deleted meanwhile, or not the account's own
			case asked && rotation.KeyRotationEnabled:
				f.Detail = "is rotated"
			case asked:
				f.OK, f.Detail = false, "is not rotated"
				wrong = append(wrong, key.Arn)
			default:
				left = append(left, key.Arn)
				continue
			}
			findings = append(findings, f)
		}
	}
	switch {
	case len(wrong) > 0:
		return runbook.Todo("%s", several(wrong, "is not rotated", "are not rotated")).With(findings...)
	case len(findings) > 0:
		return runbook.Done("each of the account's own keys that AWS can rotate is rotated").With(findings...)
	}
	reason := "there are no keys of the account's own"
	if len(left) > 0 {
		reason = "there are no keys that AWS can rotate now: " + several(left, "is disabled or of another kind", "are disabled or of another kind")
	}
	return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: reason}
}

// several says something of one thing, or of one and more.
func several(names []string, is, are string) string {
	if len(names) == 1 {
		return names[0] + " " + is
	}
	return fmt.Sprintf("%s and %d more %s", names[0], len(names)-1, are)
}
