//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// An organization is what moto lacks of IAM in one: which features are on. moto
// still sees each call first, to check permissions, and says 500 to those.
type organization struct {
	mu       sync.Mutex
	trusted  bool            // IAM has access to the organization: so moto was told
	features map[string]bool // those that are on
}

func (o *organization) clear() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.trusted, o.features = false, map[string]bool{}
}

func (o *organization) answer(seen request, status int, body []byte) (int, []byte) {
	o.mu.Lock()
	defer o.mu.Unlock()
	verb, feature := "", ""
	switch {
	case seen.Service == "organizations" && status == http.StatusOK && strings.HasSuffix(seen.Action, "ableAWSServiceAccess"):
		var call struct{ ServicePrincipal string }
		if json.Unmarshal(seen.Body, &call) == nil && call.ServicePrincipal == "iam.amazonaws.com" {
			o.trusted = seen.Action == "EnableAWSServiceAccess"
		}
		return status, body
	case seen.Service != "iam" || status != http.StatusInternalServerError:
		return status, body
	case seen.Action == "ListOrganizationsFeatures":
	default:
		var ok bool
		if verb, feature, ok = strings.Cut(seen.Action, "Organizations"); !ok || verb != "Enable" && verb != "Disable" {
			return status, body
		}
	}
	if !o.trusted {
		return http.StatusBadRequest, []byte(`<ErrorResponse><Error><Type>Sender</Type><Code>ServiceAccessNotEnabledException</Code><Message>the overlay says so</Message></Error></ErrorResponse>`)
	}
	switch verb {
	case "Enable":
		o.features[feature] = true
	case "Disable":
		delete(o.features, feature)
	}
	list := ""
	for _, f := range slices.Sorted(maps.Keys(o.features)) {
		list += "<member>" + f + "</member>"
	}
	return http.StatusOK, fmt.Appendf(nil, `<%[1]sResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><%[1]sResult><EnabledFeatures>%[2]s</EnabledFeatures><OrganizationId>o-aa111bb222</OrganizationId></%[1]sResult><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></%[1]sResponse>`, seen.Action, list)
}
