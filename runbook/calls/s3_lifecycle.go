package calls

import "hardbook/runbook/evidence"

// BucketLifecycle is the answer of s3api get-bucket-lifecycle-configuration.
// Source: Amazon S3 API, LifecycleRule.
type BucketLifecycle struct {
	evidence.Absence
	Rules []LifecycleRule
}

// LifecycleRule is one rule. What it says about parts of uploads and transitions
// decides nothing here.
type LifecycleRule struct {
	ID         string           `json:",omitempty"`
	Status     string           // Enabled or Disabled
	Prefix     string           `json:",omitempty"` // of rules in the older form, which have no Filter
	Filter     LifecycleFilter  `json:",omitempty"`
	Expiration *LifecycleExpiry `json:",omitempty"` // nil for a rule that lets nothing current go
	// What becomes of versions that were deleted or replaced; nil where they stay.
	NoncurrentVersionExpiration *NoncurrentExpiry `json:",omitempty"`
}

// LifecycleFilter says which objects a rule is about: all that meet everything
// in it, so all where it is empty.
type LifecycleFilter struct {
	Prefix                string           `json:",omitempty"`
	Tag                   any              `json:",omitempty"`
	Tags                  []any            `json:",omitempty"` // under And
	ObjectSizeGreaterThan *int64           `json:",omitempty"`
	ObjectSizeLessThan    *int64           `json:",omitempty"`
	And                   *LifecycleFilter `json:",omitempty"` // several tests at once
}

// NoncurrentExpiry is when versions go that are not current any more. That the
// newest of them may be kept is no help: who deletes can first replace often.
type NoncurrentExpiry struct {
	NoncurrentDays int `json:",omitempty"` // after they ceased to be current
}

// LifecycleExpiry is when objects go: one of the three.
type LifecycleExpiry struct {
	Days                      int    `json:",omitempty"` // after they were made
	Date                      string `json:",omitempty"` // of the calendar
	ExpiredObjectDeleteMarker bool   `json:",omitempty"` // only what marks deleted objects goes
}
