package steps_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/steps"
)

// TestNothingThere holds that one answer which says that there is nothing is enough
// for a step to be to do, whatever could not be read beside it.
func TestNothingThere(t *testing.T) {
	gone := "\nAn error occurred (NoSuchEntity) when calling the X operation: gone\n"
	noTrail := map[string]string{"us-east-1/cloudtrail-describe-trails.json": `{"trailList":[]}`}
	regions := `{"Regions":[{"RegionName":"us-east-1","OptInStatus":"opt-in-not-required"}]}`
	noRule := map[string]string{"us-east-1/ec2-describe-regions.json": regions, "us-east-1/events-list-rules.json": `{"Rules":[]}`}
	elsewhere := map[string]string{"us-east-1/ec2-describe-regions.json": regions}
	for _, region := range []string{"us-east-1", "us-east-2", "eu-north-1", "ap-southeast-2"} {
		elsewhere[region+"/events-list-rules.json"] = `{"Rules":[]}`
	}
	role := func(name string) map[string]string {
		return map[string]string{"us-east-1/iam-get-role." + name + ".err": gone}
	}
	for id, files := range map[string]map[string]string{
		"audit-trail": noTrail, "trail-access-log": noTrail, "trail-kms": noTrail, "s3-data-events": noTrail, "cis-alarms": noTrail,
		"admin-user":    {"us-east-1/iam-get-user.err": gone},
		"verifier-role": role("hardbook-verifier"), "operator-role": role("hardbook-operator"),
		"support-role": {"us-east-1/iam-list-entities-for-policy.arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FAWSSupportAccess.json": `{"PolicyGroups":[],"PolicyUsers":[],"PolicyRoles":[]}`},
		"root-alert":   noRule, "iam-alert": noRule, "trail-alert": noRule, "sign-in-alert": elsewhere,
	} {
		i := slices.IndexFunc(steps.All(), func(s runbook.Step) bool { return s.ID == id })
		if i < 0 {
			t.Fatalf("there is no step %s", id)
		}
		want := wanted{}
		book, documents := caseBook(t, want.Config)
		folder := fstest.MapFS{"manifest.json": {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`)}}
		for name, data := range files {
			folder[name] = &fstest.MapFile{Data: []byte(data)}
		}
		e, err := evidence.Open(folder, book.Config)
		if err != nil {
			t.Fatal(err)
		}
		if v := steps.All()[i].Check.Run(e.Wanting(documents)); v.Status != runbook.StatusTodo || strings.Contains(v.Reason, "collected") {
			t.Errorf("%s is %s: %s", id, v.Status, v.Reason)
		}
	}
}
