package calls

import "hardbook/runbook/evidence"

// EventSelectors is the answer of cloudtrail get-event-selectors: a trail has
// selectors of one of the two kinds. It is absent for an organization's trail,
// of which AWS tells only the account that made it.
// Source: CloudTrail API, GetEventSelectors.
type EventSelectors struct {
	evidence.Absence
	TrailARN               string
	EventSelectors         []EventSelector         `json:",omitempty"`
	AdvancedEventSelectors []AdvancedEventSelector `json:",omitempty"`
}

// EventSelector is a selector of the basic kind.
type EventSelector struct {
	ReadWriteType                 string // All, ReadOnly or WriteOnly
	IncludeManagementEvents       bool
	ExcludeManagementEventSources []string       `json:",omitempty"` // services whose management events are left out
	DataResources                 []DataResource `json:",omitempty"` // whose data events are recorded
}

// DataResource is of one type, such as files in S3; its values begin the ARNs.
type DataResource struct {
	Type   string
	Values []string
}

// AdvancedEventSelector takes in what meets all of its fields.
type AdvancedEventSelector struct{ FieldSelectors []FieldSelector }

// FieldSelector is met by an event whose field is as any of its lists say.
type FieldSelector struct {
	Field         string
	Equals        []string `json:",omitempty"`
	NotEquals     []string `json:",omitempty"`
	StartsWith    []string `json:",omitempty"`
	NotStartsWith []string `json:",omitempty"`
	EndsWith      []string `json:",omitempty"`
	NotEndsWith   []string `json:",omitempty"`
}
