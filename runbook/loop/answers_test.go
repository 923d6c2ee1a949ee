//go:build loop

package loop

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/verify"
)

// clock finds what is another with every reading: when moto made the report, and
// when a key was used, such as for the reading.
var clock = regexp.MustCompile(`\(report of [0-9: -]+ UTC\)|access key \d of \S+ was (never used since|last used on) [0-9: -]+ UTC`)

// touched are members that say when a thing was last set, to what it was before
// or not, and a count that moto only ever raises.
var touched = []string{
	"AlarmConfigurationUpdatedTimestamp", "StateUpdatedTimestamp",
	"LatestDeliveryTime", "LatestDeliveryAttemptTime", "StartLoggingTime", "TimeLoggingStarted",
	"LastStartTime", "LastStopTime", "LastStatusChangeTime", // of a recorder of AWS Config
	"PolicyVersionsInUse",
}

// text is a value as JSON without the clock.
func text(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return clock.ReplaceAllString(string(raw), "(then)")
}

// made are the names that AWS gives to parts of networks.
var made = regexp.MustCompile(`\b(acl|aclassoc|fl|sg|subnet|vpc|vpc-cidr-assoc)-[0-9a-f]{17}\b`)

// nameless is a text without them: what an undo makes anew has others.
func nameless(text string) string { return made.ReplaceAllString(text, "$1-(new)") }

// namelessReport is a report without the names that AWS gives.
func namelessReport(t *testing.T, r verify.Report) verify.Report {
	t.Helper()
	raw, err := json.Marshal(r)
	must(t, raw, err)
	var renamed verify.Report
	must(t, raw, json.Unmarshal([]byte(nameless(string(raw))), &renamed))
	return renamed
}

// readAnswers reads a folder of evidence, plainly, with each text as kept makes
// it. The credential report is left out: moto makes parts of it up anew each
// time.
func readAnswers(t *testing.T, dir string, kept func(string) string) map[string]string {
	t.Helper()
	answers := map[string]string{}
	files := os.DirFS(dir)
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path == "manifest.json" || strings.Contains(path, "credential-report") {
			return err
		}
		raw, err := fs.ReadFile(files, path)
		raw, path = []byte(kept(string(raw))), kept(path)
		var answer any
		if strings.HasSuffix(path, ".json") {
			err = errors.Join(err, json.Unmarshal(raw, &answer))
			raw, _ = json.Marshal(plain(answer))
		}
		answers[path] += string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) == 0 {
		t.Fatalf("there are no answers in %s", dir)
	}
	return answers
}

// plain is an answer with its lists in an order of their own and its policy
// documents decoded, so that only a change of meaning is a change.
func plain(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for name := range v {
			v[name] = plain(v[name])
			if slices.Contains(touched, name) {
				delete(v, name)
			}
		}
	case []any:
		var lines []string
		for i := range v {
			raw, _ := json.Marshal(plain(v[i]))
			lines = append(lines, string(raw))
		}
		slices.Sort(lines)
		return lines
	case string:
		var document any
		if decoded, err := url.QueryUnescape(v); err == nil && json.Unmarshal([]byte(decoded), &document) == nil {
			return plain(document)
		}
	}
	return value
}

// unchanged fails the test where two states differ.
func unchanged(t *testing.T, when string, before, after map[string]string) {
	t.Helper()
	for path := range before {
		if _, ok := after[path]; !ok {
			t.Errorf("%s, %s is gone", when, path)
		}
	}
	for path, answer := range after {
		if was, ok := before[path]; !ok || was != answer {
			t.Errorf("%s, %s changed\nfrom %s\nto   %s", when, path, was, answer)
		}
	}
}
