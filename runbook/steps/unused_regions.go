package steps

import (
	"slices"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/judge"
)

// UnusedRegions switches off what can be switched off of the Regions that the
// config does not name.
var UnusedRegions = runbook.Step{
	ID:      "unused-regions",
	Phase:   runbook.Defaults,
	Who:     runbook.AsOperator,
	Profile: config.Baseline,
	Check:   runbook.From1(calls.AccountRegions, judgeUnusedRegions),
	Applies: namesRegions,
}

// namesRegions says why the step does not apply where the config names none.
func namesRegions(cfg config.Config) string {
	if cfg.Account.Regions == nil {
		return "regions is all in hardbook.yaml, so every Region that is switched on counts as used"
	}
	return ""
}

// judgeUnusedRegions looks at Regions that somebody switched on: the others are
// off, or always on.
func judgeUnusedRegions(cfg config.Config, l calls.AccountRegionList) runbook.Verdict {
	var findings []runbook.Finding
	var on, going []string
	seen := false
	for _, r := range l.Regions {
		name, used := r.RegionName, slices.Contains(cfg.Account.Regions, r.RegionName)
		seen = seen || name == evidence.GlobalRegion
		f := runbook.Finding{Resource: name, Region: name}
		switch r.RegionOptStatus {
		case "ENABLED_BY_DEFAULT", "DISABLED":
			continue
		case "DISABLING":
			f.Detail = name + " is being switched off"
			if !used {
				going = append(going, name)
			}
		case "ENABLED", "ENABLING":
			f.OK, f.Detail = used, name+" is switched on, and hardbook.yaml names it"
			if !used {
				f.Detail = name + " is switched on, and hardbook.yaml does not name it"
				on = append(on, name)
			}
		default:
			return runbook.Unknown("the Region %s is %q, which says nothing", name, r.RegionOptStatus)
		}
		if f.OK || !used {
			findings = append(findings, f)
		}
	}
	slices.Sort(on) // AWS gives lists in any order
	slices.Sort(going)
	switch {
	case !seen:
		return runbook.Unknown("the list of Regions lacks %s, which cannot be", evidence.GlobalRegion)
	case len(on) > 0:
		return runbook.Todo("switched on, and not in hardbook.yaml: %s", judge.FirstOf(on)).With(findings...)
	case len(going) > 0:
		return runbook.Waiting("AWS is still switching off %s", judge.FirstOf(going)).With(findings...)
	}
	return runbook.Done("no Region that can be switched off is on beside those of hardbook.yaml").With(findings...)
}
