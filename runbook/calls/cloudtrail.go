package calls

import (
	"errors"
	"strings"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// TrailARN is the ARN of the trail that the book makes.
func TrailARN(cfg config.Config) string {
	return names.ARN("cloudtrail", cfg.Account.HomeRegion, cfg.Account.ID, "trail/"+names.Trail)
}

// TrailList is the answer of cloudtrail describe-trails.
type TrailList struct {
	TrailList []TrailSettings `json:"trailList"`
}

// TrailSettings are the settings of one trail.
// Source: CloudTrail API, Trail.
type TrailSettings struct {
	TrailARN                   string
	S3BucketName               string
	S3KeyPrefix                string `json:",omitempty"`
	IsMultiRegionTrail         bool
	IsOrganizationTrail        bool
	IncludeGlobalServiceEvents bool
	LogFileValidationEnabled   bool
	HasCustomEventSelectors    bool   // when not, all management events are recorded
	CloudWatchLogsLogGroupArn  string `json:",omitempty"`         // where events go besides
	CloudWatchLogsRoleArn      string `json:",omitempty"`         // with which they go there
	KmsKeyID                   string `json:"KmsKeyId,omitempty"` // ARN of the key that logs are encrypted with; S3's own where there is none
}

// TrailStatus is the answer of cloudtrail get-trail-status.
type TrailStatus struct {
	IsLogging                 bool
	LatestDeliveryError       string `json:",omitempty"` // S3's last error, "" after none
	LatestDigestDeliveryError string `json:",omitempty"` // the same about the files that prove logs unchanged

	LatestCloudWatchLogsDeliveryError string `json:",omitempty"` // the same of CloudWatch Logs
}

// Trail is everything that decides what a trail records.
type Trail struct {
	TrailSettings
	Status    TrailStatus
	Selectors EventSelectors
}

// Trails are all trails that record something of the account, in the order AWS
// gives them.
type Trails struct {
	Read   []Trail
	Unread error // what could not be read; a trail that it is about is not in Read
}

// CloudTrailList asks for the trails of the home Region and those of others
// that record it, too, which every trail for all Regions does.
var CloudTrailList = evidence.Query[TrailList]{Call: evidence.Call{
	Command: "cloudtrail describe-trails",
	Action:  "cloudtrail:DescribeTrails",
	Home:    true,
}}

// CloudTrailTrails asks for the account's trails, their status and what they
// record.
func CloudTrailTrails() evidence.Source[Trails] { return trails{} }

type trails struct{}

const trailARNs = "trailList[].TrailARN"

func (trails) status() evidence.Source[map[string]TrailStatus] {
	return evidence.Each(CloudTrailList.Call, trailARNs, evidence.Query[TrailStatus]{Call: evidence.Call{
		Command: "cloudtrail get-trail-status",
		Params:  func(_ config.Config, item ...string) evidence.Params { return evidence.Params{"Name": item[0]} },
		Action:  "cloudtrail:GetTrailStatus",
		Narrow:  anyTrail,
		ByARN:   true,
	}})
}

// selectors are told in the trail's own Region only.
// Source: aws-sdk-go-v2 issue 1957; for trails of other accounts cloud-custodian
// pull request 6394.
func (trails) selectors() evidence.Source[map[string]EventSelectors] {
	return evidence.Each(CloudTrailList.Call, trailARNs, evidence.Query[EventSelectors]{Call: evidence.Call{
		Command: "cloudtrail get-event-selectors",
		Params:  func(_ config.Config, item ...string) evidence.Params { return evidence.Params{"TrailName": item[0]} },
		Action:  "cloudtrail:GetEventSelectors",
		Absent:  "TrailNotFoundException",
		Narrow:  anyTrail,
		ByARN:   true,
	}})
}

// anyTrail is any trail of the account, in any Region; an organization's trail
// belongs to the organization's management account, whose number is not known.
func anyTrail(cfg config.Config) []string {
	account := cfg.Account.ID
	if cfg.Account.Kind == config.OrganizationMember {
		account = "*"
	}
	return []string{names.ARN("cloudtrail", "*", account, "trail/*")}
}

func (t trails) Calls() []evidence.Call {
	return evidence.Unique(append(t.status().Calls(), t.selectors().Calls()...))
}

func (t trails) Answer(e evidence.Evidence) (Trails, error) {
	list, errL := CloudTrailList.Answer(e)
	status, errT := t.status().Answer(e)
	selectors, errS := t.selectors().Answer(e)
	of, rest := byItem(errors.Join(errL, errT, errS))
	a := Trails{}
	for _, s := range list.TrailList {
		foreign := s.IsOrganizationTrail && !strings.Contains(s.TrailARN, ":"+e.Config.Account.ID+":")
		if foreign && onlyRefused(of[s.TrailARN], "cloudtrail get-event-selectors") {
			// The management account's to tell. What describe-trails says of
			// them stands in for it.
			delete(of, s.TrailARN)
			selectors[s.TrailARN] = EventSelectors{Absence: evidence.Absence{Absent: true}}
		}
		if of[s.TrailARN] == nil {
			a.Read = append(a.Read, Trail{s, status[s.TrailARN], selectors[s.TrailARN]})
		}
	}
	a.Unread = joined(of)
	return a, rest
}

// onlyRefused reports whether this command was refused, and nothing else failed.
func onlyRefused(err error, command string) bool {
	failures := evidence.Failures(err)
	return len(failures) == 1 && failures[0].Kind.Refused() && failures[0].Request.Call.Command == command
}
