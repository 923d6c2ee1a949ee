package verify_test

import (
	"encoding/json"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/replay"
)

// hardened is evidence about an account where every step is done but the last
// of the operator, whose role is still there: the done cases of all steps
// together, the manual ones of those that only a person can call done, and the documents of the roles as in the book.
func hardened(t *testing.T, book runbook.Book) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{"manifest.json": {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`)}}
	cases, err := filepath.Glob("../steps/testdata/*/done.txtar")
	manual, errM := filepath.Glob("../steps/testdata/*/manual.txtar")
	if err != nil || errM != nil || len(cases) == 0 || len(manual) == 0 {
		t.Fatalf("no done or no manual cases: %v, %v", err, errM)
	}
	documents := book.Policies
	for _, file := range append(cases, manual...) {
		if e, err := book.Find(strings.ReplaceAll(path.Base(path.Dir(file)), "_", "-")); err != nil || e.Status != "" {
			continue // nobody asks for it
		}
		if path.Base(file) == "manual.txtar" && slices.Contains(cases, strings.Replace(file, "manual.", "done.", 1)) {
			continue // it is by hand in another account than this one
		}
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if other, ok := files[f.Name]; ok && string(other.Data) != string(f.Data) {
				t.Fatalf("%s and another done case differ in %s: give them one account", file, f.Name)
			}
			// What a done case of the operator's end says is not there is there.
			if !strings.HasPrefix(f.Name, "wanted/") && !strings.HasSuffix(f.Name, ".err") {
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
	}
	for role, document := range map[string]string{"hardbook-verifier.hardbook-verify": runbook.VerifyPolicy, "hardbook-operator.hardbook-operator": runbook.OperatorPolicy} {
		name, policy, _ := strings.Cut(role, ".")
		files["us-east-1/iam-get-role-policy."+role+".json"] = &fstest.MapFile{
			Data: slices.Concat([]byte(`{"RoleName":"`+name+`","PolicyName":"`+policy+`","PolicyDocument":`), documents[document], []byte("}")),
		}
	}
	return files
}

// asks reports whether the step, where it is done, makes a call that needs the
// IAM action.
func asks(s runbook.Step, action string) bool {
	return !replay.Unasked(s.ID, action) && slices.ContainsFunc(s.Check.Calls(), func(c evidence.Call) bool { return c.Action == action })
}

// TestHardened holds that the done cases make an account where all is done, and
// that the operator's role counts as used once it is gone.
func TestHardened(t *testing.T) {
	book := fakes.WholeBook(t)
	files := hardened(t, book)
	check := func(when string, exit int, but map[string]runbook.Status) {
		r := verified(t, book, files)
		for i, s := range r.Steps {
			want, ok := but[s.ID]
			if book.Entries[i].Status != "" {
				want, ok = book.Entries[i].Status, true
			}
			if s.Status != want && (ok || s.Status != runbook.StatusDone && s.Status != runbook.StatusManual) {
				t.Errorf("%s, %s is %s: %s", when, s.ID, s.Status, s.Reason)
			}
		}
		if code := r.ExitCode(); code != exit {
			t.Errorf("%s: exit code %d, want %d", when, code, exit)
		}
	}
	check("with the operator's role", 1, map[string]runbook.Status{"remove-operator": runbook.StatusTodo})
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool {
		return strings.Contains(name, ".hardbook-operator.") && strings.HasSuffix(name, ".json")
	})
	for _, call := range []string{"iam-get-role", "iam-list-role-policies", "iam-list-attached-role-policies"} {
		files["us-east-1/"+call+".hardbook-operator.err"] = &fstest.MapFile{Data: []byte("An error occurred (NoSuchEntity) when calling the X operation: gone")}
	}
	check("without it", 0, map[string]runbook.Status{"operator-role": runbook.StatusNotApplicable})
}

// TestDenials takes one IAM action away after another. The steps that declare it
// become unknown, and every done step that rests on them, and all of them name it;
// all others stay as they are.
func TestDenials(t *testing.T) {
	book := fakes.WholeBook(t)
	whole := hardened(t, book)
	before := verified(t, book, whole)
	byAction := map[string][]evidence.Call{}
	for _, c := range book.Calls() {
		byAction[c.Action] = append(byAction[c.Action], c)
	}
	for action, calls := range byAction {
		t.Run(action, func(t *testing.T) {
			files := maps.Clone(whole)
			refused := 0
			for name := range whole {
				command, _, _ := strings.Cut(path.Base(name), ".")
				if slices.ContainsFunc(calls, func(c evidence.Call) bool { return c.Name() == command }) {
					refused++
					delete(files, name)
					files[strings.TrimSuffix(name, ".json")+".err"] = &fstest.MapFile{
						Data: []byte("\nAn error occurred (AccessDenied) when calling the X operation: User: arn:aws:iam::111122223333:user/x is not authorized to perform: " + action + "\n"),
					}
				}
			}
			if refused == 0 && !slices.ContainsFunc(book.Entries, func(e runbook.Entry) bool { return asks(e.Step, action) }) {
				return
			}
			if refused == 0 {
				t.Fatalf("no done case has an answer that needs %s", action)
			}
			after := verified(t, book, files)
			dark := map[string]bool{}
			for i, s := range after.Steps {
				step, was := book.Entries[i].Step, before.Steps[i]
				declares := asks(step, action)
				rests := was.Status == runbook.StatusDone && slices.ContainsFunc(step.Needs, func(id string) bool { return dark[id] })
				dark[s.ID] = declares || rests
				switch {
				case dark[s.ID] && s.Status != runbook.StatusUnknown:
					t.Errorf("%s rests on it and is %s: %s", s.ID, s.Status, s.Reason)
				case dark[s.ID] && !slices.Contains(s.Missing, action):
					t.Errorf("%s does not name it: missing %q", s.ID, s.Missing)
				case declares && !strings.Contains(s.Reason, "was refused (AccessDenied)"):
					t.Errorf("%s does not say that it was refused: %s", s.ID, s.Reason)
				case !declares && rests && !strings.Contains(s.Reason, "it rests on "):
					t.Errorf("%s does not say that it rests on others: %s", s.ID, s.Reason)
				case !dark[s.ID] && (s.Status != was.Status || s.Reason != was.Reason):
					t.Errorf("%s does not rest on it and is %s now: %s", s.ID, s.Status, s.Reason)
				}
			}
			if code := after.ExitCode(); code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
		})
	}
}

// TestHollowAnswers holds that no step is done, nor anything but unknown, by
// answers that say nothing.
func TestHollowAnswers(t *testing.T) {
	book := fakes.WholeBook(t)
	whole := hardened(t, book)
	for _, answer := range []string{`{}`, `[]`, `null`, `""`, `0`, `true`, ``, `{`, `<html></html>`, "gone"} {
		files := fstest.MapFS{"manifest.json": whole["manifest.json"]}
		for name := range whole {
			if name != "manifest.json" && answer != "gone" {
				files[name] = &fstest.MapFile{Data: []byte(answer)}
			}
		}
		for i, s := range verified(t, book, files).Steps {
			want := runbook.StatusUnknown
			switch {
			case book.Entries[i].Status != "":
				want = book.Entries[i].Status
			case len(book.Entries[i].Step.Check.Calls()) == 0:
				want = runbook.StatusManual
			}
			if s.Status != want {
				t.Errorf("answer %q: %s is %s (%s), want %s", answer, s.ID, s.Status, s.Reason, want)
			}
		}
	}
}

// underKey encrypts each topic of an account with a key that is open to services.
func underKey(t *testing.T, files fstest.MapFS) fstest.MapFS {
	t.Helper()
	const arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	put := func(command, answer string, items ...string) {
		r := evidence.Request{Call: evidence.Call{Command: command}, Region: "us-east-1", Items: items}
		files[r.Path()+".json"] = &fstest.MapFile{Data: []byte(answer)}
	}
	for name, file := range maps.Clone(files) {
		if !strings.Contains(name, "/sns-get-topic-attributes.") {
			continue
		}
		var answer struct{ Attributes map[string]any }
		if err := json.Unmarshal(file.Data, &answer); err != nil {
			t.Fatal(err)
		}
		topic := answer.Attributes["TopicArn"].(string)
		answer.Attributes["KmsMasterKeyId"] = arn
		changed, err := json.Marshal(answer)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: changed}
		put("kms describe-key", `{"KeyMetadata":{"Arn":"`+arn+`","KeyId":"x","KeyManager":"CUSTOMER","KeyState":"Enabled","KeySpec":"SYMMETRIC_DEFAULT","Origin":"AWS_KMS"}}`, topic, arn)
		put("kms get-key-policy", `{"Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}`, topic, arn, arn)
	}
	return files
}
