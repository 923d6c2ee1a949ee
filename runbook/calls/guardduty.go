package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// DetectorList is the answer of guardduty list-detectors: AWS allows one in a
// Region. Source: GuardDuty API, ListDetectors.
type DetectorList struct{ DetectorIds []string }

// Detector is the answer of guardduty get-detector.
type Detector struct {
	Status string // ENABLED or DISABLED
}

// Detectors are those of each Region.
type Detectors struct {
	Read   map[string][]Detector // by Region
	Unread map[string]error      // by Region, what could not be read
}

// GuardDutyDetectors asks in each Region whether GuardDuty looks there.
func GuardDutyDetectors() evidence.Source[Detectors] { return detectors{} }

type detectors struct{}

func (detectors) list() evidence.Source[map[string]DetectorList] {
	return evidence.Regional(evidence.Query[DetectorList]{Call: evidence.Call{
		Command: "guardduty list-detectors",
		Action:  "guardduty:ListDetectors",
	}})
}

func (d detectors) each() evidence.Source[map[string]Detector] {
	calls := d.list().Calls()
	return evidence.Each(calls[len(calls)-1], "DetectorIds[]", evidence.Query[Detector]{Call: evidence.Call{
		Command: "guardduty get-detector",
		Params:  func(_ config.Config, item ...string) evidence.Params { return evidence.Params{"DetectorId": item[0]} },
		Action:  "guardduty:GetDetector",
		Narrow: func(cfg config.Config) []string {
			return []string{names.ARN("guardduty", "*", cfg.Account.ID, "detector/*")}
		},
	}})
}

func (d detectors) Calls() []evidence.Call { return d.each().Calls() }

func (d detectors) Answer(e evidence.Evidence) (Detectors, error) {
	lists, errL := d.list().Answer(e)
	each, errE := d.each().Answer(e)
	a := Detectors{Read: map[string][]Detector{}}
	var rest error
	a.Unread, rest = byRegion(errors.Join(errL, errE))
	for region := range lists {
		if a.Unread[region] == nil {
			a.Read[region] = []Detector{}
		}
	}
	for key, detector := range each {
		if region := evidence.Parts(key)[0]; a.Unread[region] == nil {
			a.Read[region] = append(a.Read[region], detector)
		}
	}
	return a, rest
}
