package calls

import (
	"errors"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Key is the answer of kms describe-key.
// Source: AWS KMS API, KeyMetadata.
type Key struct {
	evidence.Absence
	KeyMetadata struct {
		Arn        string
		KeyID      string `json:"KeyId"`
		KeyManager string // CUSTOMER, or AWS for a key that a service keeps
		KeyState   string // Enabled, Disabled, PendingDeletion …
		KeySpec    string // SYMMETRIC_DEFAULT, or of another kind
		Origin     string // AWS_KMS where AWS made it, and so can make it anew
	}
}

// KeyPolicy is the answer of kms get-key-policy: who may do what with a key.
// Source: AWS KMS API, GetKeyPolicy.
type KeyPolicy struct {
	evidence.Absence
	Policy evidence.Document
}

// TrailKeys are the keys that trails encrypt their logs with, by ARN.
type TrailKeys struct {
	Read   map[string]Key
	Unread error
}

// KMSTrailKeys asks for the keys of all trails.
func KMSTrailKeys() evidence.Source[TrailKeys] { return trailKeys{} }

type trailKeys struct{}

func (trailKeys) keys() evidence.Source[map[string]Key] {
	call := describeKey()
	call.ByARN = true
	return evidence.Each(CloudTrailList.Call, "trailList[?KmsKeyId].KmsKeyId", evidence.Query[Key]{Call: call})
}

func (k trailKeys) Calls() []evidence.Call { return k.keys().Calls() }

func (k trailKeys) Answer(e evidence.Evidence) (TrailKeys, error) {
	read, err := k.keys().Answer(e)
	of, rest := byItem(err)
	return TrailKeys{read, joined(of)}, rest
}

// describeKey asks for the key that is the innermost item.
func describeKey() evidence.Call {
	return evidence.Call{Command: "kms describe-key", Params: keyID, Action: "kms:DescribeKey", Absent: "NotFoundException", Narrow: anyKey}
}

func keyID(_ config.Config, item ...string) evidence.Params {
	return evidence.Params{"KeyId": item[len(item)-1]}
}

func anyKey(cfg config.Config) []string {
	return []string{names.ARN("kms", "*", cfg.Account.ID, "key/*")}
}

// KeyRotation says whether AWS makes a key anew each year.
// Source: AWS KMS API, GetKeyRotationStatus.
type KeyRotation struct {
	evidence.Absence
	KeyRotationEnabled bool `json:",omitempty"` // the SDK for Go does not tell false from left out; neither makes a key done
}

// RegionKeys are the keys of one Region by ID, and the rotation of those that
// can be rotated.
type RegionKeys struct {
	Keys     map[string]Key
	Rotation map[string]KeyRotation
}

// KMSKeys asks in each Region for its keys, and for the rotation of those that
// AWS can rotate at the customer's wish. The answer is keyed by Region.
func KMSKeys() evidence.Source[map[string]RegionKeys] { return regionKeys{} }

type regionKeys struct{}

// keyList is the answer of kms list-keys.
type keyList struct {
	Keys []struct {
		KeyID string `json:"KeyId"`
	}
}

func (regionKeys) list() evidence.Source[map[string]keyList] {
	return evidence.Regional(evidence.Query[keyList]{Call: evidence.Call{Command: "kms list-keys", Action: "kms:ListKeys"}})
}

func (k regionKeys) keys() evidence.Source[map[string]Key] {
	return evidence.Each(last(k.list().Calls()), "Keys[].KeyId", evidence.Query[Key]{Call: describeKey()})
}

// rotatable finds the key in an answer of kms describe-key, if AWS can rotate it
// at the customer's wish.
// Source: AWS KMS Developer Guide, Rotate AWS KMS keys: symmetric keys for
// encryption, with key material that AWS made. A key must be enabled to be
// rotated.
const rotatable = "[KeyMetadata][?KeyManager=='CUSTOMER' && KeySpec=='SYMMETRIC_DEFAULT' && Origin=='AWS_KMS' && KeyState=='Enabled'].KeyId"

func (k regionKeys) rotation() evidence.Source[map[string]KeyRotation] {
	return evidence.Each(last(k.keys().Calls()), rotatable, evidence.Query[KeyRotation]{Call: evidence.Call{
		Command: "kms get-key-rotation-status",
		Params:  keyID,
		Action:  "kms:GetKeyRotationStatus",
		Absent:  "NotFoundException", // deleted between two calls
		Narrow:  anyKey,
	}})
}

func (k regionKeys) Calls() []evidence.Call { return k.rotation().Calls() }

func (k regionKeys) Answer(e evidence.Evidence) (map[string]RegionKeys, error) {
	lists, errL := k.list().Answer(e)
	keys, errK := k.keys().Answer(e)
	rotation, errR := k.rotation().Answer(e)
	answers := map[string]RegionKeys{}
	for region := range lists {
		answers[region] = RegionKeys{map[string]Key{}, map[string]KeyRotation{}}
	}
	for key, a := range keys {
		parts := evidence.Parts(key)
		answers[parts[0]].Keys[parts[1]] = a
	}
	for key, a := range rotation {
		parts := evidence.Parts(key)
		answers[parts[0]].Rotation[parts[1]] = a
	}
	return answers, errors.Join(errL, errK, errR)
}

// last is the call that others were asked for.
func last(calls []evidence.Call) evidence.Call { return calls[len(calls)-1] }
