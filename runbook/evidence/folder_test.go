package evidence

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hardbook/runbook/config"
)

// hostileItems are names of things in an account that would like to leave the
// folder.
func hostileItems() []string {
	return []string{
		"../../x", "a/b", "..", ".", "", "/etc/passwd", `C:\x`, "a\x00b", "a\nb", "-rf", "%2e%2e", "é😀", "a.b", ".json",
		strings.Repeat("é", 300), strings.Repeat("../", 100), strings.Repeat("a", 200), strings.Repeat("a", 201), "CON", "a b*?[x]",
	}
}

func TestSaveThenOpen(t *testing.T) {
	var ids []string
	answers := map[string]string{}
	things := Each(groups(), "Groups", one("x list-things"))
	for _, item := range hostileItems() {
		ids = append(ids, item)
		answers[Request{Call: things.Calls()[1], Region: GlobalRegion, Items: []string{item}}.Path()] = `{"Name":` + quoteJSON(item) + `}`
	}
	answers[here+"x-list-groups"] = `{"Groups":[` + joinJSON(ids) + `]}`
	answers[here+"x-denied"], answers[here+"x-unset"] = "!AccessDenied", "!NoSuchThing"
	f := &fake{answers: answers}
	e := f.evidence()
	parent := t.TempDir()
	dir := filepath.Join(parent, "evidence")
	calls := append(things.Calls(), list("x denied"), list("x unset"), one("x uncollected").Call)
	if err := e.Save(dir, calls); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(parent); len(entries) != 1 {
		t.Errorf("something left the folder: %v", entries)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	again, err := Open(root.FS(), e.Config)
	if err != nil || again.Manifest.Account != e.Manifest.Account || !again.Manifest.CollectedAt.Equal(e.Manifest.CollectedAt) {
		t.Fatalf("opened %+v, %v", again.Manifest, err)
	}
	got, err := things.Answer(again)
	for _, item := range hostileItems() {
		if got[item].Name != strings.ToValidUTF8(item, "�") {
			t.Errorf("%q came back as %q", item, got[item].Name)
		}
	}
	if err != nil || len(got) != len(ids) {
		t.Errorf("%d answers for %d items, %v", len(got), len(ids), err)
	}
	for command, want := range map[string]string{
		"x denied": "x denied was refused (AccessDenied)", "x unset": "x unset: nothing is set", "x uncollected": "x uncollected was not collected",
	} {
		if _, err := (Query[named]{list(command)}).read(again); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", command, err, want)
		}
	}
	if err := e.Save(dir, calls); !errors.Is(err, fs.ErrExist) {
		t.Errorf("saving over a folder: %v", err)
	}
}

// read is the error with which a query's own call is read.
func (q Query[A]) read(e Evidence) (*answer, error) {
	return e.read(Request{Call: q.Call, Region: GlobalRegion})
}

// TestTwoCollectionsInOneFolder: what was unpacked over an older folder ticks
// nothing by the older answers where the newer collection was refused.
func TestTwoCollectionsInOneFolder(t *testing.T) {
	files := fstest.MapFS{
		"manifest.json":        {Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-21T09:00:00Z"}`)},
		here + "x-secret.json": {Data: []byte(`{"Name":"older"}`)},
	}
	for _, refused := range []bool{false, true} {
		if refused {
			files[here+"x-secret.err"] = &fstest.MapFile{Data: []byte("An error occurred (AccessDenied) when calling the X operation: no")}
		}
		e, err := Open(files, config.Example())
		if err != nil {
			t.Fatal(err)
		}
		_, err = one("x secret").read(e)
		if refused != (err != nil && strings.Contains(err.Error(), "two collections were mixed")) {
			t.Errorf("refused %v: %v", refused, err)
		}
	}
}

func TestSavedFailuresKeepTheirReason(t *testing.T) {
	e := New(config.Example(), Manifest{}, func(r Request) ([]byte, error) {
		return nil, &Failure{Request: r, Detail: "there was no answer in time"}
	})
	dir := filepath.Join(t.TempDir(), "evidence")
	if err := e.Save(dir, []Call{groups()}); err != nil {
		t.Fatal(err)
	}
	r := Request{Call: groups(), Region: GlobalRegion}
	if _, err := (&folder{dir: os.DirFS(dir)}).fetch(r); err == nil || err.Error() != "x list-groups: there was no answer in time" {
		t.Errorf("the reason became %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	const good = `{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"2026-11-22T10:00:00Z"}`
	cases := map[string]string{ // replaced in good, to what the error says
		`hardbook/evidence/v1`:                  "schema",
		`,"collectedAt":"2026-11-22T10:00:00Z"`: "no collectedAt",
		`2026-11-22T10:00:00Z`:                  "manifest.json",
		`{`:                                     "manifest.json",
	}
	for cut, want := range cases {
		dir := fstest.MapFS{"manifest.json": {Data: []byte(strings.Replace(good, cut, "", 1))}}
		if _, err := Open(dir, config.Example()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("without %s: %v, want %q", cut, err, want)
		}
	}
	if _, err := Open(fstest.MapFS{}, config.Example()); err == nil || !strings.Contains(err.Error(), "no evidence folder") {
		t.Errorf("an empty folder: %v", err)
	}
	if _, err := Open(fstest.MapFS{"manifest.json": {Data: []byte(good)}}, config.Example()); err != nil {
		t.Errorf("a good manifest: %v", err)
	}
}
