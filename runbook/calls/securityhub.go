package calls

import (
	"errors"
	"slices"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Hub is the answer of securityhub describe-hub. It is absent where Security Hub
// is off.
type Hub struct {
	evidence.Absence
	HubArn string
}

// StandardList is the answer of securityhub get-enabled-standards. It is absent
// where Security Hub is off.
type StandardList struct {
	evidence.Absence
	StandardsSubscriptions []EnabledStandard
}

// EnabledStandard is a standard that Security Hub checks by.
// Source: Security Hub API, StandardsSubscription.
type EnabledStandard struct {
	StandardsArn          string
	StandardsStatus       string // READY, PENDING, INCOMPLETE, FAILED or DELETING
	StandardsStatusReason struct {
		StatusReasonCode string
	} `json:",omitempty"`
}

// HubRegion is Security Hub in one Region.
type HubRegion struct {
	Hub       Hub
	Standards StandardList
}

// HubRegions asks in each Region whether Security Hub is on, and by which
// standards it checks. The answer is keyed by Region.
func HubRegions() evidence.Source[map[string]HubRegion] { return hubRegions{} }

type hubRegions struct{}

// hubOff is what AWS answers where Security Hub is off.
// Source: Security Hub API, DescribeHub, errors.
const hubOff = "InvalidAccessException"

// ownHub is the one that an account can have, in any Region.
func ownHub(cfg config.Config) []string {
	return []string{names.ARN("securityhub", "*", cfg.Account.ID, "hub/default")}
}

func (hubRegions) hubs() evidence.Source[map[string]Hub] {
	return evidence.Regional(evidence.Query[Hub]{Call: evidence.Call{
		Command: "securityhub describe-hub",
		Action:  "securityhub:DescribeHub",
		Absent:  hubOff,
		Narrow:  ownHub,
	}})
}

func (hubRegions) standards() evidence.Source[map[string]StandardList] {
	return evidence.Regional(evidence.Query[StandardList]{Call: evidence.Call{
		Command: "securityhub get-enabled-standards",
		Action:  "securityhub:GetEnabledStandards",
		Absent:  hubOff,
		Narrow:  ownHub,
	}})
}

func (h hubRegions) Calls() []evidence.Call {
	return evidence.Unique(slices.Concat(h.hubs().Calls(), h.standards().Calls()))
}

func (h hubRegions) Answer(e evidence.Evidence) (map[string]HubRegion, error) {
	hubs, errH := h.hubs().Answer(e)
	standards, errS := h.standards().Answer(e)
	regions := map[string]HubRegion{}
	for region, hub := range hubs {
		if list, read := standards[region]; read {
			regions[region] = HubRegion{hub, list}
		}
	}
	return regions, errors.Join(errH, errS)
}
