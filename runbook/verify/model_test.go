package verify_test

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// A model is what AWS publishes of the API of a service.
type model struct {
	Operations map[string]struct{ Output struct{ Shape string } }
	Shapes     map[string]shape
}

// A shape is a type of it.
type shape struct {
	Type    string
	Members map[string]struct{ Shape string }
	Member  struct{ Shape string } // of a list
	Key     struct{ Shape string } // of a map
	Value   struct{ Shape string } // the same
	Enum    []string
}

// loadModel reads the model of a service, by its name on the aws command line, that
// version 1 of that command has.
func loadModel(t testing.TB, service string) model {
	t.Helper()
	folder := map[string]string{"s3api": "s3", "configservice": "config"}[service]
	if folder == "" {
		folder = service
	}
	models := filepath.Join(filepath.Dir(testneeds.Program(t, testneeds.AWS1)), "../lib/python3*/site-packages/botocore/data", folder, "*/service-2.json.gz")
	files, err := filepath.Glob(models)
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no model of %s: %v", service, err)
	}
	packed, err := os.Open(files[len(files)-1]) // of the newest version of the API
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unzip, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	var m model
	if err := json.NewDecoder(unzip).Decode(&m); err != nil {
		t.Fatal(err)
	}
	return m
}

// answer is every member of the answer of an operation, by its path: names with
// dots between, where lists and maps leave no trace. A shape inside itself is
// told once. A map whose keys are known has them as members.
func (m model) answer(t testing.TB, operation string) []string {
	t.Helper()
	var paths []string
	var walk func(name, at string, above []string)
	walk = func(name, at string, above []string) {
		s := m.Shapes[name]
		switch {
		case slices.Contains(above, name):
			return
		case s.Type == "list":
			walk(s.Member.Shape, at, append(above, name))
		case s.Type == "map" && len(m.Shapes[s.Key.Shape].Enum) > 0:
			for _, key := range m.Shapes[s.Key.Shape].Enum {
				paths = append(paths, join(at, key))
			}
		case s.Type == "map":
			walk(s.Value.Shape, at, append(above, name))
		}
		for member, of := range s.Members {
			paths = append(paths, join(at, member))
			walk(of.Shape, join(at, member), append(above, name))
		}
	}
	for name, op := range m.Operations {
		if evidence.Kebab(name) == operation {
			walk(op.Output.Shape, "", nil)
			slices.Sort(paths)
			return slices.Compact(paths)
		}
	}
	t.Fatalf("the model has no operation %s", operation)
	return nil
}

// join is a member's path below another.
func join(at, name string) string { return strings.TrimPrefix(at+"."+name, ".") }
