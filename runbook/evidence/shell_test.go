package evidence

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/quote"
	"hardbook/runbook/testneeds"
)

// TestScriptIsSound lets the shells and shellcheck read what is made of calls
// of every form.
func TestScriptIsSound(t *testing.T) {
	bash, zsh := testneeds.Program(t, "bash"), testneeds.Program(t, "zsh")
	shellcheck := testneeds.Program(t, "shellcheck")
	all := config.Example()
	listed := all
	listed.Account.Regions = []string{"us-east-1", "eu-central-1"}
	for _, cfg := range []config.Config{all, listed} {
		script := functions(t) + "dir=$1\nregions=\"" + RegionWords(cfg) + "\"\n" + Script(cfg, samples())
		byHand := ""
		for _, c := range samples() {
			byHand += c.ByHand(cfg) + "\n"
		}
		sound(t, bash, "-n", script)
		sound(t, bash, "-n", byHand)
		sound(t, zsh, "-n", byHand)
		sound(t, shellcheck, "-Swarning", script)
	}
}

// sound runs a program on a file with this text: it must have nothing to say.
func sound(t *testing.T, program, option, text string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "script.sh")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, option, file).CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%s: %v\n%s\n%s", program, err, out, text)
	}
}

// TestByHandAsksTheSame runs what the book prints under "check it yourself".
func TestByHandAsksTheSame(t *testing.T) {
	cfg := (&fake{}).evidence("us-east-1", "eu-central-1").Config
	byArgv := map[string]string{}
	var want []string
	e := New(cfg, Manifest{}, func(r Request) ([]byte, error) {
		answer := map[string]string{
			"r list-groups": `{"Groups":[{"Id":"g1"},{"Id":"-g"}]}`, "r list-things": `{"Name":"t","Things":["a b","c*"]}`,
		}[r.Call.Command]
		if r.Call.Command == "r get-part" {
			name := r.Region + " " + strings.Join(r.Items, " ")
			want = append(want, name)
			answer = `{"Name":` + quoteJSON(name) + `}`
		}
		byArgv[argv(cfg, r)] = answer
		return []byte(answer), nil
	})
	part := samples()[3]
	requests, err := e.requests(part)
	if err != nil || part.Command != "r get-part" || len(requests) != 8 {
		t.Fatalf("%d requests of %s, %v; want 2 Regions of 2 groups of 2 things", len(requests), part.Command, err)
	}
	for _, r := range requests {
		if _, err := e.read(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, shell := range testneeds.Shells(t) {
		cmd := exec.Command(shell, "-c", part.ByHand(cfg))
		cmd.Dir, cmd.Env = t.TempDir(), installAWS(t, byArgv)
		out, err := cmd.CombinedOutput()
		if err != nil || strings.Count(string(out), `"Name"`) != len(want) {
			t.Errorf("%s: %v\n%s\n%s", shell, err, part.ByHand(cfg), out)
		}
		for _, name := range want {
			if !strings.Contains(string(out), `"`+name+`"`) {
				t.Errorf("%s: %s was not asked", shell, name)
			}
		}
	}
}

func TestEncodeOfTheScript(t *testing.T) {
	var script, want strings.Builder
	script.WriteString(functions(t))
	for _, item := range append(hostileItems(), testneeds.HostileWords()...) {
		if strings.Contains(item, "\x00") {
			continue // no shell variable holds it
		}
		script.WriteString("encode " + quote.Shell(item) + "; echo\n")
		want.WriteString(Encode(item) + "\n")
	}
	for _, locale := range []string{"C", "C.UTF-8", ""} {
		cmd := exec.Command(testneeds.Program(t, "bash"), "-c", script.String())
		cmd.Env = []string{"LC_ALL=" + locale, "PATH=" + os.Getenv("PATH")}
		if out, err := cmd.CombinedOutput(); err != nil || string(out) != want.String() {
			t.Errorf("locale %q: %v\ngot  %s\nwant %s", locale, err, out, want.String())
		}
	}
}

func TestItemsAndJSONOfTheScript(t *testing.T) {
	names := []string{`a"b`, `a\b`, `\"`, `",`, "é", " x ", "a,", "z"}
	answers := map[string]string{"us-east-1 x\x1flist": `{"Names":[` + joinJSON(names) + `]}`}
	cmd := exec.Command(testneeds.Program(t, "bash"), "-c", functions(t)+
		`items us-east-1 'Names[]' x list | while IFS= read -r item; do printf '"%s",' "$(json "$item")"; done`)
	cmd.Env = installAWS(t, answers)
	out, err := cmd.CombinedOutput()
	got, failed := search([]byte(`{"Names":[`+strings.TrimSuffix(string(out), ",")+`]}`), "Names")
	want, _ := search([]byte(answers["us-east-1 x\x1flist"]), "Names")
	if err != nil || failed != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v %v\ngot  %q\nwant %q", err, failed, got, want)
	}
}

// TestAddressesAreNoItems: the aws command reads what stands at an address that it is
// given as a value. An answer must not make it.
func TestAddressesAreNoItems(t *testing.T) {
	names := []string{"a", "file:///etc/passwd", "fileb://x", "http://x.test/y", "https://x.test", "arn:aws:sns:us-east-1:111122223333:t", "b//c"}
	cmd := exec.Command(testneeds.Program(t, "bash"), "-c", functions(t)+`items us-east-1 'Names[]' x list`)
	cmd.Env = installAWS(t, map[string]string{"us-east-1 x\x1flist": `{"Names":[` + joinJSON(names) + `]}`})
	out, err := cmd.CombinedOutput()
	if want := "a\narn:aws:sns:us-east-1:111122223333:t\nb//c\n"; err != nil || string(out) != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, out, want)
	}
}

func TestParametersThatNoShellCanHold(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a map as a parameter must be refused")
		}
	}()
	option("filters", map[string]any{"a": 1})
}
