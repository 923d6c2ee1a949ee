package calls

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"hardbook/runbook/evidence"
)

// answers are the types that answers decode to. TestAnswersAreAll holds the list.
func answers() []any {
	return []any{
		AccessKeys{}, AccountAliases{}, AccountPublicAccess{}, AccountRegionList{}, AccountSummary{}, Alarms{}, AlternateContact{}, AnalyzerList{},
		AnomalyMonitors{}, AnomalySubscriptions{}, AttachedPolicies{}, Authorization{}, BucketACL{}, BucketEncryption{}, BucketLifecycle{}, BucketLogging{},
		BucketPolicy{}, BucketVersioning{}, ChannelList{}, ContactInformation{}, CredentialReport{}, Detector{}, DetectorList{}, EBSEncryption{}, Entities{},
		EventSelectors{}, Groups{}, Hub{}, ImageSharing{}, InstanceList{}, InterfaceList{}, Key{}, KeyPolicy{}, KeyRotation{}, LoginProfile{}, MFADevices{},
		MetadataDefaults{}, MetricFilters{}, Metrics{}, MuteRule{}, NetworkACLList{}, OrganizationsFeatures{}, PasswordPolicy{}, PrefixList{}, PublicAccessBlock{}, RecorderList{},
		RecorderStatusList{}, Role{}, RolePolicy{}, RuleList{}, SecurityGroupList{}, ServerCertificates{}, ServiceCredentials{}, ServiceSetting{}, SnapshotSharing{}, StandardList{},
		SubscriptionAttributes{}, Subscriptions{}, TargetList{}, TopicAttributes{}, TrailList{}, TrailStatus{}, User{}, VPCList{}, VirtualMFADevices{}, alertList{}, budgetList{},
		dbInstances{}, fileSystems{}, flowLogs{}, keyList{}, subscriberList{},
	}
}

// TestAnswersAreAll: every type that a source of this package is made of.
func TestAnswersAreAll(t *testing.T) {
	var listed, used []string
	for _, a := range answers() {
		listed = append(listed, reflect.TypeOf(a).Name())
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if x, ok := n.(*ast.IndexExpr); ok {
				of, isType := x.Index.(*ast.Ident)
				query, isQuery := x.X.(*ast.SelectorExpr)
				each, isEach := x.X.(*ast.Ident)
				makes := isQuery && query.Sel.Name == "Query" || isEach && strings.HasPrefix(each.Name, "each")
				if makes && isType && of.Name != "A" {
					used = append(used, of.Name)
				}
			}
			return true
		})
	}
	slices.Sort(listed)
	slices.Sort(used)
	if used = slices.Compact(used); !slices.Equal(listed, used) {
		t.Errorf("answers() has\n%q\nand the sources\n%q", listed, used)
	}
}

// known are whole answers by type, out of the cases of the steps.
func known(t testing.TB) map[int][]string {
	t.Helper()
	cases, err := filepath.Glob("../steps/testdata/*/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	found, seen := map[int][]string{}, map[string]bool{}
	for _, name := range cases {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			if seen[string(file.Data)] || len(file.Data) > 4096 {
				continue
			}
			seen[string(file.Data)] = true
			for i, a := range answers() {
				into := reflect.New(reflect.TypeOf(a))
				if len(found[i]) < 4 && evidence.Decode(file.Data, into.Interface()) == nil {
					found[i] = append(found[i], string(file.Data))
				}
			}
		}
	}
	return found
}

// A hole is a member that an answer must have.
type hole struct {
	members map[string]any
	name    string
}

// holes finds the members that an answer of this type must have, in one that does.
func holes(raw any, t reflect.Type) []hole {
	if t.Kind() == reflect.Pointer {
		return holes(raw, t.Elem())
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return nil
	}
	var found []hole
	switch value := raw.(type) {
	case []any:
		if t.Kind() != reflect.Slice {
			return nil // anything may stand here
		}
		for _, item := range value {
			found = append(found, holes(item, t.Elem())...)
		}
	case map[string]any:
		if t.Kind() != reflect.Struct && t.Kind() != reflect.Map {
			return nil
		}
		for name, item := range value {
			if t.Kind() == reflect.Map {
				found = append(found, holes(item, t.Elem())...)
				continue
			}
			for i := range t.NumField() {
				field := t.Field(i)
				named, options, _ := strings.Cut(field.Tag.Get("json"), ",")
				if named == "" {
					named = field.Name
				}
				if !strings.EqualFold(named, name) || item == nil || !field.IsExported() || named == "-" {
					continue
				}
				if !strings.Contains(options, "omitempty") {
					found = append(found, hole{value, name})
				}
				found = append(found, holes(item, field.Type)...)
			}
		}
	}
	return found
}

// FuzzAnswer: no text stops a decoder, and an answer that is taken is not taken
// any more when one member that must be there is away, or is null.
func FuzzAnswer(f *testing.F) {
	all := known(f)
	for i, a := range answers() {
		if len(all[i]) == 0 {
			f.Errorf("no case has an answer that decodes to %T", a)
		}
		for _, body := range all[i] {
			f.Add(uint8(i), []byte(body))
		}
	}
	f.Fuzz(func(t *testing.T, index uint8, body []byte) {
		of := reflect.TypeOf(answers()[int(index)%len(answers())])
		decode := func(body []byte) error { return evidence.Decode(body, reflect.New(of).Interface()) }
		var raw any
		if decode(body) != nil || json.Unmarshal(body, &raw) != nil {
			return
		}
		for _, h := range holes(raw, of) {
			was := h.members[h.name]
			delete(h.members, h.name)
			without, err := json.Marshal(raw)
			h.members[h.name] = nil
			null, err2 := json.Marshal(raw)
			h.members[h.name] = was
			if err != nil || err2 != nil || decode(without) == nil || decode(null) == nil {
				t.Errorf("%s is taken without %s: %s", of, h.name, without)
			}
		}
	})
}
