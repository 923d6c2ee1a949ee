package policies

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/policies/reference"
	"hardbook/runbook/config"
)

// oneOrMore is a JSON value that may stand alone or in a list.
type oneOrMore []string

func (o *oneOrMore) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*o = oneOrMore{one}
		return nil
	}
	return json.Unmarshal(b, (*[]string)(o))
}

type document struct {
	Version   string
	Statement []struct {
		Sid, Effect      string
		Action, Resource oneOrMore
		NotAction        oneOrMore // of a Deny: what is excepted
		NotResource      oneOrMore // the same
		Principal        map[string]oneOrMore
		Condition        map[string]map[string]oneOrMore
	}
}

// names lists the documents.
func names() []string {
	all, err := fs.Glob(files, "*.json")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for i, file := range all {
		all[i] = strings.TrimSuffix(file, ".json")
	}
	return all
}

func read(t *testing.T, raw []byte) document {
	t.Helper()
	var d document
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return d
}

func TestEveryDocument(t *testing.T) {
	if len(names()) < 3 {
		t.Fatalf("only %q", names())
	}
	known, err := reference.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names() {
		raw, err := files.ReadFile(name + ".json")
		if err != nil || !json.Valid(raw) || !Has(name) {
			t.Fatalf("%s is no JSON as it stands: %v", name, err)
		}
		filled, err := Fill(name, config.Example())
		if err != nil || bytes.Contains(filled, []byte("{{")) {
			t.Errorf("%s: %v", name, err)
		}
		d := read(t, filled)
		// All of ours are in the reference, those of CloudShell and sign-in too.
		checked := filled
		if strings.HasSuffix(name, "-key") {
			// In the policy of a key, * stands for the key.
			checked = bytes.ReplaceAll(filled, []byte(`"Resource": "*"`), []byte(`"Resource": "arn:aws:kms:us-east-1:111122223333:key/x"`))
		}
		for _, wrong := range known.Check(checked) {
			t.Errorf("%s: %s", name, wrong)
		}
		if d.Version != "2012-10-17" || len(d.Statement) == 0 {
			t.Errorf("%s has version %q and %d statements", name, d.Version, len(d.Statement))
		}
		for _, s := range d.Statement {
			if s.Effect == "Deny" {
				s.Action = append(s.Action, s.NotAction...)
			}
			if !regexp.MustCompile(`^[A-Za-z0-9]{4,}$`).MatchString(s.Sid) || s.Effect != "Allow" && s.Effect != "Deny" || len(s.Action) == 0 {
				t.Errorf("%s: %+v needs a Sid that says what it is for, an Effect and an Action", name, s)
			}
			for _, action := range s.Action {
				// To refuse more than one thing is safe.
				if s.Effect == "Allow" && !regexp.MustCompile(`^[a-z0-9-]+:[A-Z][A-Za-z0-9]+$`).MatchString(action) {
					t.Errorf("%s: %s is not one action", name, action)
				}
			}
			if !slices.IsSorted(s.Action) || len(slices.Compact(slices.Clone(s.Action))) != len(s.Action) {
				t.Errorf("%s: the actions of %s are not in order", name, s.Sid)
			}
			if s.Principal == nil && s.Resource == nil && s.NotResource == nil || slices.Contains(s.Resource, "") {
				t.Errorf("%s: %s says neither for whom nor on what", name, s.Sid)
			}
			for _, who := range s.Principal {
				if s.Effect == "Allow" && slices.Contains(who, "*") {
					t.Errorf("%s: %s is for everybody", name, s.Sid)
				}
			}
		}
	}
}

// Sources: IAM User Guide, IAM and AWS STS quotas (white space does not count);
// Amazon SNS quotas; Amazon S3 User Guide, Bucket policies; AWS KMS quotas.
func TestSizes(t *testing.T) {
	cfg := config.Example()
	cfg.Admin.User, cfg.Admin.Group = strings.Repeat("u", 64), strings.Repeat("g", 128)
	for _, name := range names() {
		limit := 5120 // an inline policy of a group: the smallest of those they are used in
		switch {
		case strings.HasSuffix(name, "-trust"):
			limit = 2048
		case strings.HasSuffix(name, "-key"):
			limit = 32768
		case strings.HasSuffix(name, "-bucket"):
			limit = 20480
		case strings.HasSuffix(name, "-topic"):
			limit = 30720
		}
		filled, err := Fill(name, cfg)
		var small bytes.Buffer
		if err == nil {
			err = json.Compact(&small, filled)
		}
		if err != nil || small.Len() > limit {
			t.Errorf("%s has %d characters, AWS takes %d: %v", name, small.Len(), limit, err)
		}
	}
}

func TestFill(t *testing.T) {
	cfg := config.Example()
	cfg.Admin.User = `a"b\c<d>`
	filled, err := Fill("role-trust", cfg)
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, filled).Statement[0].Principal["AWS"][0]; got != `arn:aws:iam::111122223333:user/a"b\c<d>` {
		t.Errorf("the principal is %s", got)
	}
	if got, err := Fill("nothing", cfg); err == nil || got != nil || Has("nothing") || Has("../policies") || Has("") {
		t.Errorf("a document that does not exist: %s, %v", got, err)
	}
	for source, want := range map[string]string{
		`{"a":"{{account.id}}-{{admin.user}}"}`: `{"a":"111122223333-x"}`, `{"a":"{{account.idd}}"}`: "", `{"a":"{{}}"}`: "",
		`{"a":"{{ account.id }}"}`: "", `{"a":{{account.id}}`: "", `{"a":"${aws:username}"}`: `{"a":"${aws:username}"}`,
	} {
		cfg.Admin.User = "x"
		got, err := fill("x", []byte(source), cfg)
		if string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%s: %s, %v; want %s", source, got, err, want)
		}
	}
}
