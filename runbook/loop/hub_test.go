//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// A bench keeps what moto lacks of Security Hub: the standards of each Region,
// and the tags of each hub. moto still sees each call first, to check
// permissions, and knows whether there is a hub.
type bench struct {
	mu      sync.Mutex
	tags    map[string]map[string]string // by Region; not there where Security Hub is off
	enabled map[string][]string          // ARNs of standards, by Region
}

// offered are the standards that AWS has in a Region.
// Source: Security Hub User Guide, the ARNs of its standards.
func offered(region string) []string {
	there := "arn:aws:securityhub:" + region + "::standards/"
	return []string{
		"arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0",
		there + "cis-aws-foundations-benchmark/v/1.4.0", there + "cis-aws-foundations-benchmark/v/10.0.0",
		there + "cis-aws-foundations-benchmark/v/5.0.0", there + "aws-foundational-security-best-practices/v/1.0.0",
	}
}

func (b *bench) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tags, b.enabled = map[string]map[string]string{}, map[string][]string{}
}

// answer is what AWS answers to a call that moto allowed.
func (b *bench) answer(seen request, status int, body []byte) (int, []byte) {
	if seen.Service != "securityhub" || status == http.StatusForbidden {
		return status, body
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	var call struct {
		Tags                          map[string]string
		EnableDefaultStandards        *bool
		StandardsSubscriptionRequests []struct{ StandardsArn string }
	}
	_ = json.Unmarshal(seen.Body, &call)
	tags, on := b.tags[seen.Region]
	switch {
	case status/100 == 2 && seen.Action == "EnableSecurityHub":
		if on {
			return http.StatusConflict, []byte(`{"__type":"ResourceConflictException"}`)
		}
		b.tags[seen.Region] = maps.Clone(call.Tags)
		if b.enabled[seen.Region] = nil; call.EnableDefaultStandards == nil || *call.EnableDefaultStandards {
			all := offered(seen.Region)
			b.enabled[seen.Region] = []string{all[0], all[len(all)-1]}
		}
		if call.Tags == nil {
			b.tags[seen.Region] = map[string]string{}
		}
		return status, body
	case status/100 == 2 && seen.Action == "DisableSecurityHub":
		delete(b.tags, seen.Region)
		return status, body
	case !on && (seen.Action == "DescribeHub" || seen.Action == "DisableSecurityHub"): // to which moto says 500
		return http.StatusUnauthorized, []byte(`{"__type":"InvalidAccessException"}`)
	case !strings.HasPrefix(seen.URL.Path, "/standards") && !strings.HasPrefix(seen.URL.Path, "/tags/"):
		return status, body
	case !on && seen.Action != "DescribeStandards":
		return http.StatusUnauthorized, []byte(`{"__type":"InvalidAccessException"}`)
	}
	switch seen.Action {
	case "DescribeStandards":
		list := []map[string]any{}
		for _, arn := range offered(seen.Region) {
			list = append(list, map[string]any{"StandardsArn": arn, "Name": arn, "EnabledByDefault": false})
		}
		return ok(map[string]any{"Standards": list})
	case "BatchEnableStandards":
		for _, r := range call.StandardsSubscriptionRequests {
			if !slices.Contains(offered(seen.Region), r.StandardsArn) {
				return http.StatusBadRequest, []byte(`{"__type":"InvalidInputException"}`)
			}
			if !slices.Contains(b.enabled[seen.Region], r.StandardsArn) {
				b.enabled[seen.Region] = append(b.enabled[seen.Region], r.StandardsArn)
			}
		}
		fallthrough
	case "GetEnabledStandards":
		list := []map[string]any{}
		for _, arn := range b.enabled[seen.Region] {
			_, name, _ := strings.Cut(arn, "/")
			list = append(list, map[string]any{
				"StandardsArn": arn, "StandardsSubscriptionArn": fmt.Sprintf("arn:aws:securityhub:%s:%s:subscription/%s", seen.Region, account, name),
				"StandardsInput": map[string]string{}, "StandardsStatus": "READY", "StandardsControlsUpdatable": "READY_FOR_UPDATES",
			})
		}
		return ok(map[string]any{"StandardsSubscriptions": list})
	case "ListTagsForResource":
		return ok(map[string]any{"Tags": tags})
	}
	return status, body
}

func ok(answer any) (int, []byte) {
	body, _ := json.Marshal(answer)
	return http.StatusOK, body
}

// hubOperation tells the operations of Security Hub that the book uses by method
// and path.
func hubOperation(method string, u *url.URL) string {
	if strings.HasPrefix(u.Path, "/tags/") && method == http.MethodGet {
		return "ListTagsForResource"
	}
	name, known := map[string]string{
		"GET /accounts": "DescribeHub", "POST /accounts": "EnableSecurityHub", "DELETE /accounts": "DisableSecurityHub",
		"GET /standards": "DescribeStandards", "POST /standards/get": "GetEnabledStandards", "POST /standards/register": "BatchEnableStandards",
	}[method+" "+u.Path]
	if !known {
		return method + " " + u.RequestURI()
	}
	return name
}
