package evidence

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
	"hardbook/templates"
)

// functions are the shell functions of collect.sh.
func functions(t *testing.T) string {
	t.Helper()
	raw, err := templates.FS.ReadFile("collect.sh.tmpl")
	_, rest, begins := strings.Cut(string(raw), "\n# is_region NAME")
	body, _, ends := strings.Cut(rest, "{{raw .Script}}")
	if err != nil || !begins || !ends {
		t.Fatal("collect.sh.tmpl has no functions where they should be")
	}
	return "#!/bin/bash\nset -u\n# is_region NAME" + body
}

// samples are calls of every form: alone, with all kinds of parameters, after
// another, in every Region, for each item, for each item of each item of
// each Region, for names, for each item about a name, and for names and items.
func samples() []Call {
	lone := one("x get-it").Call
	lone.Params = func(config.Config, ...string) Params {
		return Params{"UserName": "it's $(x)", "MaxItems": 5, "Everything": true, "Nothing": false, "TagKeys": []string{"a b", "-c"}}
	}
	parent := Regional(Query[named]{list("r list-groups")}).Calls()
	inner := Each(parent[len(parent)-1], "Groups[].Id", one("r list-things")).Calls()
	arn := one("r get-part")
	arn.Call.Params = func(_ config.Config, items ...string) Params {
		return Params{"Arn": "arn:$x/" + items[0] + "/" + items[1], "Names": []string{items[1], "b"}}
	}
	calls := append(Each(inner[len(inner)-1], "Things", arn).Calls(), lone)
	calls = append(calls, namedSamples()...)
	calls = append(calls, After(Call{Command: "x make-report", Until: "State == 'COMPLETE'"}, one("x get-report")).Calls()...)
	return Unique(append(calls, parts().Calls()...))
}

// ruleText makes a Shorthand of each rule.
const ruleText = "Rules[].join('', ['Kind=', Kind || 'none', ',At=', to_string(At)])"

// namedSamples are calls that are asked for names.
func namedSamples() []Call {
	role := list("n list-roles")
	role.Home, role.Params = true, one("").Call.Params
	role.Names = func(config.Config) []string { return []string{"a b", "it's"} }
	calls := Each(role, "Groups[].Id", one("n get-role-policy")).Calls()
	trail := one("n get-bucket")
	trail.Call.Names = func(cfg config.Config) []string { return []string{"mine-" + cfg.Account.ID, "g1"} }
	calls = append(calls, Each(list("n list-groups"), "Groups[].Id", trail).Calls()...)
	placed := one("n get-placed")
	placed.Call.ByARN = true
	calls = append(calls, Each(list("n list-placed"), "Arns[].Arn", placed).Calls()...)
	structure := one("n get-structure")
	structure.Call.Params = func(_ config.Config, items ...string) Params { return Params{"It": Shorthand(items[0])} }
	calls = append(calls, Each(list("n list-rules"), ruleText, structure).Calls()...)
	besides := list("n list-besides")
	besides.Besides = []string{"ap-south-1", "us-east-1"}
	return append(calls, Regional(Query[named]{besides}).Calls()...)
}

// argv is a request as the aws command should get it: no quoting in it.
func argv(cfg config.Config, r Request) string {
	words := strings.Fields(r.Call.Command)
	params := r.Input(cfg)
	for _, name := range slices.Sorted(maps.Keys(params)) {
		switch v := params[name].(type) {
		case bool:
			words = append(words, map[bool]string{true: "--", false: "--no-"}[v]+Kebab(name))
		case []string:
			words = append(words, append([]string{"--" + Kebab(name)}, v...)...)
		default:
			words = append(words, "--"+Kebab(name), fmt.Sprint(v))
		}
	}
	return r.Region + " " + strings.Join(words, "\x1f")
}

// TestCollectEqualsLive runs collect.sh's body against a fake aws command: the
// folder it writes must hold what was answered, name for name.
func TestCollectEqualsLive(t *testing.T) {
	hostile := []string{"a b*?[x]", `q"uo\te`, "-dash", "é😀", "a/../b", "$(touch canary)", "`x`", "%41", strings.Repeat("long", 90)}
	groups := `{"Groups":[{"Id":"g1"},{"Id":"-g 2"}]}`
	cfg := (&fake{}).evidence("us-east-1", "eu-central-1").Config
	answers, byArgv := map[string]string{}, map[string]string{}
	e := New(cfg, Manifest{}, func(r Request) ([]byte, error) {
		answer := map[string]string{
			"r list-groups": groups, "x list-groups": groups, "n list-groups": groups, "n list-roles": groups,
			"n list-placed": `{"Arns":[{"Arn":"arn:aws:x:eu-south-2:111122223333:a/b c"},{"Arn":"arn:aws:x:us-east-1:111122223333:d"}]}`,
			"n list-rules":  `{"Rules":[{"Kind":"A","At":80.0},{"At":0.5},{"Kind":"B","At":100}]}`, "x make-report": `{"State":"COMPLETE"}`, "x get-it": "!AccessDenied",
			"r list-things": `{"Name":"t","Things":[` + joinJSON(hostile) + `]}`, "x list-things": `{"Name":"t","Things":[]}`, "x get-report": `{}`,
		}[r.Call.Command]
		if answer == "" {
			answer = `{"Name":` + quoteJSON(fmt.Sprint(r.Region, r.Items)) + `}`
		}
		answers[r.Path()], byArgv[argv(cfg, r)] = answer, answer
		return (&fake{answers: answers}).fetch(r)
	})
	for _, c := range samples() { // not Load: the Fetch above writes maps
		requests, _ := e.requests(c)
		for _, r := range requests {
			_, _ = e.read(r)
		}
	}
	byArgv[GlobalRegion+" x\x1fget-report"] = "" // what aws prints for an empty answer
	dir := t.TempDir()
	cmd := exec.Command(testneeds.Program(t, "bash"), "-c", functions(t)+
		"dir=evidence; regions='us-east-1 eu-central-1'; mkdir $dir\n"+Script(cfg, samples()))
	cmd.Dir, cmd.Env = dir, installAWS(t, byArgv)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for path, want := range answers {
		body, err := os.ReadFile(filepath.Join(dir, "evidence", path+".json"))
		said, _ := os.ReadFile(filepath.Join(dir, "evidence", path+".err"))
		if code, refused := strings.CutPrefix(want, "!"); refused {
			if err == nil || !strings.Contains(string(said), "("+code+")") {
				t.Errorf("%s: %s, said %s, want %s", path, body, said, code)
			}
			continue
		}
		var a, b any
		if err != nil || json.Unmarshal(body, &a) != nil || json.Unmarshal([]byte(want), &b) != nil || fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s: %.60s, %v, want %s", path, body, err, want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "canary")); err == nil || len(answers) < 40 {
		t.Errorf("a command ran that was only a name, or too little was asked: %d answers", len(answers))
	}
}
