package calls

import (
	"time"

	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// ServiceCredentials is the answer of iam list-service-specific-credentials:
// passwords and keys that a user has for one service alone, such as API keys of
// Amazon Bedrock. The credential report leaves them out.
type ServiceCredentials struct {
	ServiceSpecificCredentials []ServiceCredential
}

// ServiceCredential is one of them.
// Source: IAM API, ServiceSpecificCredentialMetadata.
type ServiceCredential struct {
	ServiceSpecificCredentialID string `json:"ServiceSpecificCredentialId"`
	UserName                    string
	ServiceName                 string // bedrock.amazonaws.com …
	Status                      string // Active, Inactive or Expired
	CreateDate                  evidence.Time
	ExpirationDate              evidence.Time `json:",omitempty"` // AWS leaves it out for one that never expires
}

// Works reports whether the credential can be used at this time. A status that
// nobody knows may mean that it can.
func (c ServiceCredential) Works(at time.Time) bool {
	over := !c.ExpirationDate.IsZero() && !c.ExpirationDate.After(at)
	return c.Status != "Inactive" && c.Status != "Expired" && !over
}

// IAMServiceCredentials asks for those of all users.
var IAMServiceCredentials = evidence.Query[ServiceCredentials]{Call: evidence.Call{
	Command: "iam list-service-specific-credentials",
	Params:  func(config.Config, ...string) evidence.Params { return evidence.Params{"AllUsers": true} },
	Action:  "iam:ListServiceSpecificCredentials",
}}
