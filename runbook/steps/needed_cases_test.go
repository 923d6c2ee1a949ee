package steps_test

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// neededCases are the cases that a step must have, by name, and why.
func neededCases(step runbook.Step) map[string]string {
	if len(step.Check.Calls()) == 0 {
		return map[string]string{"manual": "nothing is read for the step, and a case shows what is said of it"}
	}
	needed := map[string]string{
		"done": "the step needs an account in which it is done",
		"todo": "the step needs an account in which nothing was done yet",
	}
	if slices.Contains([]string{steps.PutRootAway.ID, steps.PrimaryContact.ID, steps.RootSecondDevice.ID}, step.ID) {
		delete(needed, "done")
		needed["manual"] = "something is seen of the step, but only a person can call it done"
	}
	if inRegions(step) {
		needed["partly"] = "the step reads each Region, and needs an account in which one is right and another is not"
		needed["denied_in_one_region"] = "the step reads each Region, and needs an account in which AWS says nothing of one"
	}
	if alert, ok := eventrule.Find(step.ID); ok && len(alert.Regions) == 1 && alert.Only {
		delete(needed, "partly") // its events arrive in one Region, so none is wrong beside it
	}
	return needed
}

// inRegions reports whether a step reads something in each Region.
func inRegions(step runbook.Step) bool {
	return slices.ContainsFunc(step.Check.Calls(), func(c evidence.Call) bool { return c.IsRegional() })
}

// checkRegionCase holds that the cases about one Region are about that.
func checkRegionCase(t *testing.T, name string, got runbook.Verdict) {
	t.Helper()
	switch name {
	case "partly":
		right := func(f runbook.Finding) bool { return f.OK }
		wrong := func(f runbook.Finding) bool { return !f.OK }
		if got.Status != runbook.StatusTodo || !slices.ContainsFunc(got.Findings, right) || !slices.ContainsFunc(got.Findings, wrong) {
			t.Errorf("the case partly must be todo, with a finding that is right and one that is not: %s, %+v", got.Status, got.Findings)
		}
	case "denied_in_one_region":
		if got.Status == runbook.StatusDone || len(got.Missing) == 0 {
			t.Errorf("the case denied_in_one_region is %s and names %v", got.Status, got.Missing)
		}
	}
}

// ownName are steps whose commands give a thing a name of the book's, and in
// which no other thing can do its job: why.
func ownName() map[string]string {
	return map[string]string{
		"admin-iam-only":  "the step is about the one user that the config names",
		"admin-user":      "the step is about the one user that the config names",
		"operator-role":   "people put on the role by its name, and blocks know it by that",
		"verifier-role":   "people put on the role by its name, and verify knows it by that",
		"remove-operator": "the step is about the book's own role",
	}
}

// needsForeignCase insists on a done case foreign…, any_name or other_name for
// each step whose commands give a name of the book's: what somebody made before,
// under another name, counts when it does the job.
func needsForeignCase(t *testing.T, step runbook.Step, dir string) {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, "steps/"+step.ID+".md")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?s)```sh do\n(.*?)```").FindString(string(text))
	named := regexp.MustCompile(`\bhardbook\b`).MatchString(strings.ReplaceAll(block, "hardbook.yaml", ""))
	found := false
	for _, name := range []string{"foreign*", "any_name", "other_name"} {
		files, err := filepath.Glob(filepath.Join(dir, name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			want, _, _ := loadCase(t, file)
			found = found || want.Status == runbook.StatusDone
		}
	}
	switch why := ownName()[step.ID]; {
	case named && !found && why == "":
		t.Errorf("add %s/foreign.txtar: the step's commands name what they make, and it needs an account in which something of another name does the job", dir)
	case why != "" && (!named || found):
		t.Errorf("take %s out of ownName (%s): its commands name nothing, or it has a case in which something of another name does the job", step.ID, why)
	}
}
