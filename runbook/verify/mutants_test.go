package verify_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/testneeds"
)

// A mutant is an answer that differs from a good one in one member.
type mutant struct {
	path string // of the member, as in the table of members
	how  string // dropped, renamed, zeroed, emptied or flipped
	body []byte
}

// mutants are those of an answer: each member of each object in it changed by itself,
// and then that of all objects of a kind at once, since several things may do the
// work of one.
func mutants(t *testing.T, body []byte) []mutant {
	t.Helper()
	var root any
	if err := json.Unmarshal(body, &root); err != nil {
		t.Fatal(err)
	}
	places := map[string][]place{}
	find(root, "", places)
	var all []mutant
	try := func(path, how string, places []place) {
		changed := false
		for _, p := range places {
			changed = p.set(how) || changed
		}
		if changed {
			raw, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, mutant{path, how, raw})
		}
		for _, p := range places {
			p.object[p.name] = p.was
			delete(p.object, "X"+p.name)
		}
	}
	for _, path := range slices.Sorted(maps.Keys(places)) {
		for _, how := range []string{"dropped", "renamed", "zeroed", "emptied", "flipped"} {
			for i := range places[path] {
				try(path, how, places[path][i:i+1])
			}
			if len(places[path]) > 1 {
				try(path, how, places[path])
			}
		}
	}
	return all
}

// A place is a member of an object.
type place struct {
	object map[string]any
	name   string
	was    any
}

// find finds all members in a value, by their paths.
func find(at any, path string, places map[string][]place) {
	switch at := at.(type) {
	case []any:
		for _, item := range at {
			find(item, path, places)
		}
	case map[string]any:
		for name, was := range at {
			here := join(path, name)
			places[here] = append(places[here], place{at, name, was})
			find(was, here, places)
		}
	}
}

// set changes the member, and reports whether it is another now.
func (p place) set(how string) bool {
	switch how {
	case "dropped", "renamed":
		delete(p.object, p.name)
		if how == "renamed" {
			p.object["X"+p.name] = p.was
		}
		return true
	}
	value, other := change(p.was, how)
	if other {
		p.object[p.name] = value
	}
	return other
}

// change is a value changed in one way, and whether that is another.
func change(value any, how string) (any, bool) {
	switch v := value.(type) {
	case bool:
		return !v, how == "flipped"
	case float64:
		if how == "zeroed" {
			return 0, v != 0
		}
		return -v - 1, how == "flipped"
	case string:
		if how == "emptied" {
			return "", v != ""
		}
		return other(v), how == "flipped"
	case []any:
		return []any{}, how == "emptied" && len(v) > 0
	case map[string]any:
		return map[string]any{}, how == "emptied" && len(v) > 0
	}
	return nil, false
}

// opposites are words of which one is good where the other is not.
var opposites = map[string]string{
	"Enabled": "Disabled", "ENABLED": "DISABLED", "ACTIVE": "FAILED", "Active": "Inactive", "SUCCESS": "FAILED", "READY": "FAILED", "true": "false", "available": "deleting",
	"Allow": "Deny", "allow": "deny", "required": "optional", "Disable": "Enable", "OK": "INSUFFICIENT_DATA", "All": "ReadOnly", "block-all-sharing": "unblocked", "block-new-sharing": "unblocked",
	"CONFIRMED": "DECLINED", "COMPLETE": "STARTED", "SCHEDULED": "EXPIRED", "HEALTHY": "UNHEALTHY", "COST": "USAGE", "MONTHLY": "DAILY", "running": "terminated", "enabled": "disabled", "notBreaching": "breaching", "ignore": "breaching",
	"GreaterThanOrEqualToThreshold": "LessThanThreshold", "Maximum": "Minimum", "Sum": "Average", "ENABLED_BY_DEFAULT": "DISABLED", "opt-in-not-required": "not-opted-in", "REJECT": "ACCEPT", "AES256": "none", "111122223333": "999988887777",
}

// other is another text in the place of this one: its opposite, or a later time, or
// one that begins as it does.
func other(s string) string {
	if o, ok := opposites[s]; ok {
		return o
	}
	if len(s) > 20 && s[4] == '-' && s[10] == 'T' {
		return "2019" + s[4:]
	}
	return s + "x"
}

// A fate is what became of the mutants of one member under one step.
type fate struct {
	Judged bool            // under some mutant the judge found another verdict; that an answer could not be read is none
	Fell   map[string]bool // by how the member was changed: whether the step was not done any more, for one thing of that kind at least
}

// fates judges each mutant of each answer by the steps that are done and read it. All
// is by command and member, and by step. Of many calls it takes one.
func fates(t *testing.T, book runbook.Book, many int) (made int, all map[string]map[string]*fate) {
	t.Helper()
	files := hardened(t, book)
	documents := book.Policies
	manifest := evidence.Manifest{}
	if err := json.Unmarshal(files["manifest.json"].Data, &manifest); err != nil {
		t.Fatal(err)
	}
	judge := func(s runbook.Step, file string, body []byte, note func(evidence.Request)) runbook.Verdict {
		e := evidence.New(book.Config, manifest, func(r evidence.Request) ([]byte, error) {
			if note != nil {
				note(r)
			}
			name := r.Path() + ".json"
			switch f, ok := files[name]; {
			case name == file:
				return body, nil
			case ok:
				return f.Data, nil
			}
			return nil, &evidence.Failure{Request: r, Detail: "it is not there"}
		})
		return s.Check.Run(e.Wanting(documents))
	}
	readers, commands := map[string][]runbook.Step{}, map[string]string{}
	for _, entry := range book.Entries {
		var mu sync.Mutex
		read := map[string]string{}
		v := judge(entry.Step, "", nil, func(r evidence.Request) {
			mu.Lock()
			read[r.Path()+".json"] = r.Call.Command
			mu.Unlock()
		})
		for file, command := range read {
			if v.Status == runbook.StatusDone && files[file] != nil {
				readers[file] = append(readers[file], entry.Step)
				commands[file] = command
			}
		}
	}
	all = map[string]map[string]*fate{}
	every := slices.Compact(slices.Sorted(maps.Values(commands)))
	for _, file := range slices.Sorted(maps.Keys(readers)) {
		if slices.Index(every, commands[file])%many != 0 {
			continue
		}
		for _, m := range mutants(t, files[file].Data) {
			key := commands[file] + " " + m.path
			if all[key] == nil {
				all[key] = map[string]*fate{}
			}
			for _, s := range readers[file] {
				made++
				v := judge(s, file, m.body, nil)
				f := all[key][s.ID]
				if f == nil {
					f = &fate{Fell: map[string]bool{}}
					all[key][s.ID] = f
				}
				f.Judged = f.Judged || v.Status != runbook.StatusDone && len(v.Kinds) == 0
				f.Fell[m.how] = f.Fell[m.how] || v.Status != runbook.StatusDone
			}
		}
	}
	return made, all
}

// survivorsFile says of mutants that no step notices why each tick may stay, and
// judgesFile of each member that is read which steps need it.
const (
	survivorsFile = "../calls/testdata/survivors.txt"
	judgesFile    = "../calls/testdata/judges.txt"
)

var update = flag.Bool("update", false, "write the list of which judge needs which member")

// TestMutants changes each member of each answer of the account in which everything
// is done: no tick survives that should not. A member that no judge reads is in the table
// of members. Of the others, that of a step whose judge looks at it falls, however it
// was changed, or the table of survivors says why it need not; and so for members at
// which no judge looks in this account. What policies say is for package iam to prove.
func TestMutants(t *testing.T) {
	many := 1
	if testneeds.Quick() {
		many = 8
	}
	book := fakes.WholeBook(t)
	read := readBy(t, book)
	made, all := fates(t, book, many)
	excused, used := map[string]bool{}, map[string]bool{}
	eachReason(t, survivorsFile, func(command, what string) {
		path, hows, _ := strings.Cut(what, " ")
		for _, how := range strings.Fields(hows) {
			excused[command+" "+path+" "+how] = true
		}
	})
	survivors, unread := 0, 0
	var judges []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		command, path := cutLast(key)
		inside := regexp.MustCompile(`Document\.`).MatchString(path)
		if inside || !read.reads(command, path) {
			unread++
			continue
		}
		var looking []string
		for _, id := range slices.Sorted(maps.Keys(all[key])) {
			if all[key][id].Judged {
				looking = append(looking, id)
			}
		}
		judges = append(judges, key+": "+cmp.Or(strings.Join(looking, " "), "none here"))
		for id, f := range all[key] {
			for how, fell := range f.Fell {
				if fell || len(looking) > 0 && !f.Judged {
					continue
				}
				survivors++
				if used[key+" "+how] = true; !excused[key+" "+how] {
					t.Errorf("%s is done although %s is %s: mend the judge, or say in %s why it may", id, key, how, survivorsFile)
				}
			}
		}
	}
	for line := range excused {
		if command, _ := cutLast(line); many == 1 && !used[line] {
			t.Errorf("%s: nothing survives by %s; take %s away", survivorsFile, line, command)
		}
	}
	if made < 1000 {
		t.Errorf("only %d mutants were judged", made)
	}
	t.Logf("%d judgements, %d ticks that stay for a reason, %d members that are not read", made, survivors, unread)
	if many == 1 {
		compareJudges(t, judges)
	}
}

// compareJudges holds the list of which judge needs which member against what the
// mutants showed.
func compareJudges(t *testing.T, judges []string) {
	t.Helper()
	text := "# Which steps need which member: where it is changed, they are not done any more.\n" +
		"# Written by go test -tags loop ./runbook/verify -run TestMutants -update.\n" + strings.Join(judges, "\n") + "\n"
	if *update {
		if err := os.WriteFile(judgesFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if known, err := os.ReadFile(judgesFile); err != nil || string(known) != text {
		t.Errorf("%s is not current: go test -tags loop ./runbook/verify -run TestMutants -update (%v)", judgesFile, err)
	}
}
