package steps_test

import (
	"bytes"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/config"
)

// A wanted verdict is the comment of a case, testdata/<step>/<case>.txtar, as
// YAML. The files of the archive are answers as the aws command line prints
// them, named as in an evidence folder. A file under wanted/ stands in for the
// book's policy document of that name.
type wanted struct {
	Like        string         // case of the same step whose files this one starts from
	Without     []string       // files of that case to leave out
	Config      yaml.Node      // merged into the example config; null takes a key out
	CollectedAt string         `yaml:"collectedAt"` // of the manifest; 2026-11-22T10:00:00Z when not given
	Verify      bool           // judge the whole book, and so what the step needs
	Status      runbook.Status // of the step
	Reason      string         // its exact sentence; "…" stands for words of the decoder
	Missing     []string       // IAM actions named as missing
}

// loadCase reads a case: what it wants, its files with those it starts from,
// and the names of its own answers.
func loadCase(t *testing.T, file string) (want wanted, files fstest.MapFS, own []string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	comment := yaml.NewDecoder(bytes.NewReader(archive.Comment))
	comment.KnownFields(true)
	if err := comment.Decode(&want); err != nil {
		t.Fatalf("%s: the comment is not YAML: %v", file, err)
	}
	files = fstest.MapFS{}
	if want.Like != "" {
		_, base, _ := loadCase(t, filepath.Join(filepath.Dir(file), want.Like+".txtar"))
		maps.Copy(files, base)
	}
	for _, name := range want.Without {
		if files[name] == nil {
			t.Fatalf("%s: there is no %s to leave out", file, name)
		}
		delete(files, name)
	}
	for _, f := range archive.Files {
		delete(files, strings.TrimSuffix(f.Name, path.Ext(f.Name))+".json") // an .err stands in for it
		files[f.Name] = &fstest.MapFile{Data: f.Data}
		own = append(own, f.Name)
	}
	at := want.CollectedAt
	if at == "" {
		at = "2026-11-22T10:00:00Z"
	}
	files["manifest.json"] = &fstest.MapFile{Data: []byte(`{"schema":"hardbook/evidence/v1","account":"111122223333","collectedAt":"` + at + `"}`)}
	return want, files, own
}

// caseConfig is the example config with every step, and with what the case
// wants otherwise.
func caseConfig(t *testing.T, changes yaml.Node) config.Config {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal(config.ExampleYAML(), &root); err != nil {
		t.Fatal(err)
	}
	var every yaml.Node
	if err := yaml.Unmarshal([]byte("profile: cis"), &every); err != nil {
		t.Fatal(err)
	}
	merge(root.Content[0], every.Content[0])
	merge(root.Content[0], &changes)
	data, err := yaml.Marshal(&root)
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse("config", data)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

// merge puts the members of one YAML mapping into another.
func merge(into, changes *yaml.Node) {
	for i := 0; i+1 < len(changes.Content); i += 2 {
		key, value := changes.Content[i], changes.Content[i+1]
		at := 0
		for at < len(into.Content) && into.Content[at].Value != key.Value {
			at += 2
		}
		switch {
		case at >= len(into.Content):
			into.Content = append(into.Content, key, value)
		case value.ShortTag() == "!!null":
			into.Content = slices.Delete(into.Content, at, at+2)
		case value.Kind == yaml.MappingNode:
			merge(into.Content[at+1], value)
		default:
			into.Content[at+1] = value
		}
	}
}

// readNames notes which files were read. Evidence reads several at once.
type readNames struct {
	files fs.FS
	mu    sync.Mutex
	names map[string]bool
}

// Open opens a file and notes its name.
func (r *readNames) Open(name string) (fs.File, error) {
	r.mu.Lock()
	r.names[name] = true
	r.mu.Unlock()
	return r.files.Open(name)
}
