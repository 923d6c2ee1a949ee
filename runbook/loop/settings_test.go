//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
)

// A panel keeps what moto lacks of EC2, Systems Manager, Access Analyzer and
// Account Management: settings that each Region has on its own, and whether it
// is on. moto still sees each call first, to
// check permissions; it says 500 to what it does not know.
type panel struct {
	mu        sync.Mutex
	set       map[string]string // by Region and name; nothing is blocked where it is not there
	analyzers map[string]string // types, by Region and name
}

// sharing is the setting about documents of Systems Manager, as AWS names it.
const sharing = "/ssm/documents/console/public-sharing-permission"

func (p *panel) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.set, p.analyzers = map[string]string{}, map[string]string{}
}

// answer is what AWS answers to a call that moto allowed and does not know.
func (p *panel) answer(seen request, status int, body []byte) (int, []byte) {
	if status != http.StatusInternalServerError {
		return status, body
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch seen.Service {
	case "ec2":
		if inner := p.ec2(seen); inner != "" {
			return http.StatusOK, fmt.Appendf(nil, `<%[1]sResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0</requestId>%[2]s</%[1]sResponse>`, seen.Action, inner)
		}
	case "ssm":
		return p.ssm(seen, status, body)
	case "access-analyzer":
		return p.analyzer(seen, status, body)
	case "account":
		return p.region(seen, status, body)
	}
	return status, body
}

// ec2 is what stands in the answer of EC2.
func (p *panel) ec2(seen request) string {
	element := func(name, setting string) string {
		value := p.set[seen.Region+" "+setting]
		if value == "" {
			value = "unblocked"
		}
		return "<" + name + ">" + value + "</" + name + "><managedBy>account</managedBy>"
	}
	set := func(setting, value string) { p.set[seen.Region+" "+setting] = value }
	switch seen.Action {
	case "EnableSnapshotBlockPublicAccess", "DisableSnapshotBlockPublicAccess":
		set("snapshots", seen.Form.Get("State"))
		fallthrough
	case "GetSnapshotBlockPublicAccessState":
		return element("state", "snapshots")
	case "EnableImageBlockPublicAccess", "DisableImageBlockPublicAccess":
		set("images", seen.Form.Get("ImageBlockPublicAccessState"))
		fallthrough
	case "GetImageBlockPublicAccessState":
		return element("imageBlockPublicAccessState", "images")
	case "ModifyInstanceMetadataDefaults":
		set("metadata", strings.Replace(seen.Form.Get("HttpTokens"), "no-preference", "", 1))
		return "<return>true</return>"
	case "GetInstanceMetadataDefaults":
		if tokens := p.set[seen.Region+" metadata"]; tokens != "" {
			return "<accountLevel><httpTokens>" + tokens + "</httpTokens><managedBy>account</managedBy></accountLevel>"
		}
		return "<accountLevel/>"
	}
	return ""
}

func (p *panel) ssm(seen request, status int, body []byte) (int, []byte) {
	var call struct{ SettingId, SettingValue string }
	if json.Unmarshal(seen.Body, &call) != nil || !strings.HasSuffix(seen.Action, "ServiceSetting") {
		return status, body
	}
	name := seen.Region + " " + call.SettingId
	switch {
	case call.SettingId != sharing:
		return http.StatusBadRequest, []byte(`{"__type":"ServiceSettingNotFound"}`)
	case seen.Action == "UpdateServiceSetting":
		p.set[name] = call.SettingValue
		return http.StatusOK, []byte("{}")
	case seen.Action == "ResetServiceSetting":
		delete(p.set, name)
	}
	value, how := p.set[name], "Customized"
	if value == "" {
		value, how = "Enable", "Default"
	}
	return http.StatusOK, fmt.Appendf(nil, `{"ServiceSetting":{"SettingId":%q,"SettingValue":%q,"Status":%q,"ARN":"arn:aws:ssm:%s:%s:servicesetting%[1]s"}}`,
		sharing, value, how, seen.Region, account)
}

func (p *panel) analyzer(seen request, status int, body []byte) (int, []byte) {
	arn := "arn:aws:access-analyzer:" + seen.Region + ":" + account + ":analyzer/"
	var call struct{ AnalyzerName, Type string }
	_ = json.Unmarshal(seen.Body, &call)
	switch seen.Action {
	case "CreateAnalyzer":
		for key, kind := range p.analyzers {
			if strings.HasPrefix(key, arn) && (kind == call.Type || key == arn+call.AnalyzerName) {
				return http.StatusConflict, []byte(`{"__type":"ConflictException"}`) // of a type there is one, too
			}
		}
		p.analyzers[arn+call.AnalyzerName] = call.Type
		return http.StatusOK, fmt.Appendf(nil, `{"arn":%q}`, arn+call.AnalyzerName)
	case "DeleteAnalyzer":
		key := arn + path.Base(seen.URL.Path)
		if p.analyzers[key] == "" {
			return http.StatusNotFound, []byte(`{"__type":"ResourceNotFoundException"}`)
		}
		delete(p.analyzers, key)
		return http.StatusOK, []byte("{}")
	case "ListAnalyzers":
		found := []map[string]string{}
		for _, key := range slices.Sorted(maps.Keys(p.analyzers)) {
			kind, wanted := p.analyzers[key], seen.URL.Query().Get("type")
			if strings.HasPrefix(key, arn) && (wanted == "" || wanted == kind) {
				found = append(found, map[string]string{"arn": key, "name": path.Base(key), "type": kind, "status": "ACTIVE", "createdAt": "2026-01-31T09:00:00Z"})
			}
		}
		body, _ = json.Marshal(map[string]any{"analyzers": found})
		return http.StatusOK, body
	}
	return status, body
}
