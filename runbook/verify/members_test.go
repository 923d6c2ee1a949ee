package verify_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/fakes"
	"hardbook/runbook/verify"
)

// membersFile says of each member of an answer that no judge reads why it cannot
// matter.
const membersFile = "../calls/testdata/members.txt"

// byText are members that AWS's model does not tell of, since they are keys of a
// map or columns of a table.
// Source: Amazon SNS API, GetTopicAttributes; IAM User Guide, Generate credential
// reports for your AWS account.
var byText = map[string][]string{
	"sns get-topic-attributes Attributes": {
		"ArchivePolicy", "BeginningArchiveTime", "ContentBasedDeduplication", "DeliveryPolicy", "DisplayName", "EffectiveDeliveryPolicy", "FifoThroughputScope",
		"FifoTopic", "KmsMasterKeyId", "Owner", "Policy", "SignatureVersion", "SubscriptionsConfirmed", "SubscriptionsDeleted", "SubscriptionsPending", "TopicArn", "TracingConfig",
	},
	"iam get-credential-report Content": {
		"user", "arn", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed", "password_next_rotation", "mfa_active",
		"access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date", "access_key_1_last_used_region", "access_key_1_last_used_service",
		"access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date", "access_key_2_last_used_region", "access_key_2_last_used_service",
		"cert_1_active", "cert_1_last_rotated", "cert_2_active", "cert_2_last_rotated", "additional_credentials_info",
	},
}

// columns are those of the credential report that some judge reads.
var columns = []string{
	"user", "user_creation_time", "password_enabled", "password_last_used", "password_last_changed", "mfa_active",
	"access_key_1_active", "access_key_1_last_rotated", "access_key_1_last_used_date",
	"access_key_2_active", "access_key_2_last_rotated", "access_key_2_last_used_date", "additional_credentials_info",
}

// readers are, by command, what its answers are decoded to and the JMESPaths that
// look into them, on the account in which everything is done.
type readers struct {
	types map[string]map[reflect.Type]bool
	paths map[string][]string
}

func readBy(t *testing.T, book runbook.Book) readers {
	t.Helper()
	r := readers{map[string]map[reflect.Type]bool{}, map[string][]string{}}
	e, err := evidence.Open(underKey(t, hardened(t, book)), book.Config)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	e = e.Noting(func(asked evidence.Request, of reflect.Type) {
		mu.Lock()
		defer mu.Unlock()
		command := asked.Call.Command
		if r.types[command] == nil {
			r.types[command] = map[reflect.Type]bool{}
		}
		r.types[command][of] = true
	})
	verify.Run(book, e, nil)
	for _, call := range book.Calls() {
		if parent, path := call.Items(); path != "" {
			r.paths[parent.Command] = append(r.paths[parent.Command], path)
		}
		if call.Until != "" {
			r.paths[call.Command] = append(r.paths[call.Command], call.Until)
		}
	}
	r.paths[evidence.Regions.Call.Command] = append(r.paths[evidence.Regions.Call.Command], "Regions[].RegionName") // see evidence.enabled
	return r
}

// reads reports whether a member is read: it is decoded, or a JMESPath names it.
func (r readers) reads(command, path string) bool {
	for of := range r.types[command] {
		if decodes(of, strings.Split(path, ".")) {
			return true
		}
	}
	names := strings.Split(path, ".")
	return slices.ContainsFunc(r.paths[command], func(jmes string) bool {
		jmes = regexp.MustCompile(`'[^']*'`).ReplaceAllString(jmes, "") // words in quotes are values
		return !slices.ContainsFunc(names, func(name string) bool { return !regexp.MustCompile(`\b` + name + `\b`).MatchString(jmes) })
	})
}

// decodes reports whether a value of type t keeps what is at a path.
func decodes(t reflect.Type, path []string) bool {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch {
	case len(path) == 0:
		return true
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()), t.Kind() == reflect.Interface:
		if t.Name() == "CredentialRows" {
			return slices.Contains(columns, path[0])
		}
		return true // as a whole
	case t.Kind() == reflect.Map:
		return decodes(t.Elem(), path)
	case t.Kind() != reflect.Struct:
		return false
	}
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" {
			name = field.Name
		}
		switch {
		case field.Anonymous && field.Type.Kind() == reflect.Struct && decodes(field.Type, path):
			return true
		case field.IsExported() && name != "-" && strings.EqualFold(name, path[0]):
			return decodes(field.Type, path[1:])
		}
	}
	return false
}

// excuse is a line of the table.
type excuse struct {
	command, path string
	used          bool
}

// loadExcuses reads the table. A line that is not indented names a command, or is
// "everywhere". Below it, each line has members that no judge reads, and why: "PATH:
// NAME NAME = reason", or "NAME NAME = reason" for members of the answer itself. A
// member stands for everything in it.
func loadExcuses(t testing.TB) []*excuse {
	t.Helper()
	var all []*excuse
	eachReason(t, membersFile, func(command, members string) {
		at, names, ok := strings.Cut(members, ": ")
		if !ok {
			at, names = "", members
		}
		for _, name := range strings.Fields(names) {
			all = append(all, &excuse{command: command, path: join(at, name)})
		}
	})
	return all
}

// eachReason reads a table of reasons: lines that are not indented name a command, and
// those below it say what the reason at their end is for.
func eachReason(t testing.TB, file string, say func(command, what string)) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	command := ""
	for n, line := range strings.Split(string(raw), "\n") {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case !strings.HasPrefix(line, " "):
			command = line
			continue
		}
		what, reason, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok || reason == "" || command == "" {
			t.Fatalf("%s:%d: no reason: %s", file, n+1, line)
		}
		say(command, what)
	}
}

// excused finds the line about a member: of its command, about itself or what it
// is in, or of everywhere, about its name.
func excused(all []*excuse, command, path string) *excuse {
	for _, x := range all {
		in := path == x.path || strings.HasPrefix(path, x.path+".")
		if x.command == "everywhere" {
			in = slices.Contains(strings.Split(path, "."), x.path)
		}
		if in && (x.command == command || x.command == "everywhere") {
			return x
		}
	}
	return nil
}

// members are all members of the answers of each declared call, by AWS's models.
func members(t testing.TB, book runbook.Book) map[string][]string {
	t.Helper()
	found, models := map[string][]string{}, map[string]model{}
	for _, call := range book.Calls() {
		if found[call.Command] != nil {
			continue
		}
		service, operation, _ := strings.Cut(call.Command, " ")
		m, ok := models[service]
		if !ok {
			m = loadModel(t, service)
			models[service] = m
		}
		paths := m.answer(t, operation)
		for at, names := range byText {
			if command, path := cutLast(at); command == call.Command {
				for _, name := range names {
					paths = append(paths, join(path, name))
				}
			}
		}
		found[call.Command] = paths
	}
	return found
}

// cutLast cuts a text at its last space.
func cutLast(s string) (before, after string) {
	i := strings.LastIndex(s, " ")
	return s[:i], s[i+1:]
}

// TestMembers: each member of each answer, by the model that AWS publishes, is read
// or stands in the table with the reason why it cannot matter. So somebody decides
// about a member that is new in the model.
func TestMembers(t *testing.T) {
	book := fakes.WholeBook(t)
	read, table := readBy(t, book), loadExcuses(t)
	all := members(t, book)
	undecided := 0
	for _, command := range slices.Sorted(maps.Keys(all)) {
		if read.types[command] == nil && read.paths[command] == nil {
			t.Errorf("%s is declared, and nothing reads its answer", command)
		}
		for _, path := range all[command] {
			x := excused(table, command, path)
			if read.reads(command, path) {
				if x != nil && x.command != "everywhere" && x.path == path {
					t.Errorf("%s: %s %s is read: take the line away", membersFile, command, path)
				}
				continue
			}
			if x == nil {
				undecided++
				t.Errorf("%s %s is not read: read it, or say in %s why it cannot matter", command, path, membersFile)
				continue
			}
			x.used = true
		}
	}
	for _, x := range table {
		if !x.used {
			t.Errorf("%s: no answer has the member %s %s, or it is read", membersFile, x.command, x.path)
		}
	}
	if undecided > 0 {
		t.Log(fmt.Sprint(undecided, " members are undecided"))
	}
}
