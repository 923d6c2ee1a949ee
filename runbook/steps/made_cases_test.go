package steps_test

import (
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/steps"
)

// TestNoVerdictFromSilence: where AWS refuses every answer that a step reads, or
// answers with nothing in it, the step is unknown. It names what is missing.
func TestNoVerdictFromSilence(t *testing.T) {
	for _, step := range steps.All() {
		calls := step.Check.Calls()
		if len(calls) == 0 {
			continue
		}
		t.Run(step.ID, func(t *testing.T) {
			want, files := whole(t, step)
			judge := judgeCase(t, step, want)
			refused, hollow := maps.Clone(files), maps.Clone(files)
			for name := range files {
				if name == "manifest.json" || strings.HasPrefix(name, "wanted/") {
					continue
				}
				answer := strings.TrimSuffix(name, path.Ext(name))
				for _, changed := range []fstest.MapFS{refused, hollow} {
					delete(changed, name)
				}
				refused[answer+".err"] = &fstest.MapFile{Data: []byte("\nAn error occurred (AccessDenied) when calling the X operation: no\n")}
				hollow[answer+".json"] = &fstest.MapFile{Data: []byte("{}")}
			}
			v := judge(refused)
			if v.Status != runbook.StatusUnknown || !strings.Contains(v.Reason, " was refused (AccessDenied)") {
				t.Errorf("AWS refuses to say, and the step is %s: %s", v.Status, v.Reason)
			}
			for _, action := range v.Missing {
				if !slices.ContainsFunc(calls, func(c evidence.Call) bool { return c.Action == action }) {
					t.Errorf("%s is missing, which no call of the step needs", action)
				}
			}
			if len(v.Missing) == 0 {
				t.Error("AWS refuses to say, and no IAM action is named")
			}
			if v := judge(hollow); v.Status != runbook.StatusUnknown {
				t.Errorf("answers without anything in them pass for some, and the step is %s: %s", v.Status, v.Reason)
			}
		})
	}
}

// whole is the case of a step in which every answer is there.
func whole(t *testing.T, step runbook.Step) (wanted, fstest.MapFS) {
	t.Helper()
	for _, name := range []string{"done", "manual"} {
		file := "testdata/" + strings.ReplaceAll(step.ID, "-", "_") + "/" + name + ".txtar"
		if _, err := os.Stat(file); err == nil {
			want, files, _ := loadCase(t, file)
			return want, files
		}
	}
	t.Fatal("the step has neither a case done nor a case manual")
	return wanted{}, nil
}
