package steps_test

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/steps"
)

// optional are members that AWS leaves out when they are empty: without them
// an answer is whole, and says something else.
func optional() []string {
	return []string{
		// budgets describe-budgets: no such thing, and so no limit that moves,
		// no view, no filter, no illness; or the budget is of the other form.
		"AutoAdjustData", "BillingViewArn", "CostFilters", "FilterExpression", "HealthStatus", "PlannedBudgetLimits",
		"IpAddress",                         // a policy document: the statement is for all addresses
		"KmsMasterKeyId",                    // sns get-topic-attributes: the topic is not encrypted
		"Unit",                              // cloudwatch describe-alarms: data of any unit counts
		"ExcludeManagementEventSources",     // cloudtrail get-event-selectors: no service is left out
		"LatestDeliveryError",               // cloudtrail get-trail-status: there was no error
		"LatestDigestDeliveryError",         // the same
		"LatestCloudWatchLogsDeliveryError", // the same
		// logs describe-metric-filters: the filter is of the usual kind, and its metric in one piece
		"applyOnTransformedLogs", "fieldSelectionCriteria", "emitSystemFieldDimensions", "dimensions",
		"TreatMissingData", "Dimensions", // cloudwatch describe-alarms: as missing, of the whole metric
		"EvaluationState", "WarmUpConfiguration", "WarmUpPeriodDurationInMinutes", // the same: it can be evaluated, at once
		"MuteTargets", "AlarmNames", // cloudwatch get-alarm-mute-rule: it is about no alarm
		"S3KeyPrefix",                                           // cloudtrail describe-trails: names of logs begin with AWSLogs
		"Prefix", "Tag", "Tags", "And", "ObjectSizeGreaterThan", // s3api get-bucket-lifecycle-configuration: the rule is about more
		"Filter",                                 // the same, of rules in the older form
		"Expiration",                             // the same: the rule lets nothing current go
		"NoncurrentVersionExpiration",            // the same: the rule lets nothing go that is not current
		"PermissionsBoundary",                    // iam get-role: nothing bounds the role
		"RoleArn",                                // events list-targets-by-rule: the topic's policy decides
		"FilterPolicy",                           // sns get-subscription-attributes: the subscription lets all through
		"UserPolicyList",                         // iam get-account-authorization-details: no inline policies
		"managedBy",                              // accessanalyzer list-analyzers: it is the account's own
		"connectorArn",                           // configservice describe-configuration-recorders: it records AWS
		"Input", "InputPath", "InputTransformer", // events list-targets-by-rule: the target gets the event
		"servicePrincipal", // configservice describe-configuration-recorders: the same
	}
}

// TestHolesNeverMakeDone takes each member of each answer away (and in the case
// todo also makes it null) in every case that is not done: none may become done
// by it. Answers that a case has from another are tried there.
func TestHolesNeverMakeDone(t *testing.T) {
	tried := 0
	for _, step := range steps.All() {
		cases, err := filepath.Glob("testdata/" + strings.ReplaceAll(step.ID, "-", "_") + "/*.txtar")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range cases {
			want, files, own := loadCase(t, file)
			if want.Status == runbook.StatusDone {
				continue
			}
			judge := judgeCase(t, step, want)
			for _, name := range own {
				if strings.HasPrefix(name, "wanted/") {
					continue
				}
				for what, holed := range holes(files[name].Data) {
					if strings.HasSuffix(what, "(null)") && !strings.HasSuffix(file, "/todo.txtar") {
						continue
					}
					tried++
					trial := maps.Clone(files)
					trial[name] = &fstest.MapFile{Data: holed}
					if v := judge(trial); v.Status == runbook.StatusDone {
						t.Errorf("%s: %s without %s is done: %s", file, name, what, v.Reason)
					}
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d holes were tried: the test does not find its cases", tried)
	}
}

// holes are the answers that differ from this one in one member of one object:
// it is not there, or it is null. They are keyed by the member's place.
func holes(answer []byte) map[string][]byte {
	found := map[string][]byte{}
	var root any
	if json.Unmarshal(answer, &root) != nil {
		return found // no JSON, no members
	}
	keep := func(place string) {
		if holed, err := json.Marshal(root); err == nil {
			found[place] = holed
		}
	}
	var walk func(at any, place string, condition bool)
	walk = func(at any, place string, condition bool) {
		switch at := at.(type) {
		case []any:
			for i, item := range at {
				walk(item, place+"["+strconv.Itoa(i)+"]", condition)
			}
		case map[string]any:
			for name, value := range maps.Clone(at) {
				here := place + "." + name
				condition := condition || at["Effect"] != nil && name == "Condition"
				walk(value, here, condition)
				// A statement under fewer conditions is another policy, and no answer with a hole.
				if slices.Contains(optional(), name) || condition {
					continue
				}
				at[name] = nil
				keep(here + " (null)")
				delete(at, name)
				keep(here)
				at[name] = value
			}
		}
	}
	walk(root, "", false)
	return found
}
