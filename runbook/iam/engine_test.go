package iam

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/evidence"
	"hardbook/runbook/testneeds"
)

// pair is one request and the policies it is weighed by, as the engine takes them.
type pair struct {
	Principal string            `json:"principal"`
	Action    string            `json:"action"`
	Resource  string            `json:"resource"`
	Account   string            `json:"account"`
	Context   map[string]any    `json:"context"`
	Identity  []json.RawMessage `json:"identity,omitempty"`
	Boundary  json.RawMessage   `json:"boundary,omitempty"`
	Of        json.RawMessage   `json:"of,omitempty"` // policy of the resource

	known Request // as much of it as this package is told
}

// weigh is how many requests are weighed. Each takes the engine half a millisecond
// or more, so that the number with which the package was proved is not the usual one:
// go test ./runbook/iam -run Engine -v -pairs 120000.
var weigh = flag.Int("pairs", 12_000, "how many requests to weigh with both engines")

// TestAgainstEngine weighs generated requests with this package and with an engine
// of other makers. Where this package says that a request is allowed or denied, the
// engine must say so, whatever the values are that this package is not told. What
// the engine does otherwise than AWS documents is not generated: policy variables in
// documents of 2008, "*:*", which AWS takes for "*", and an account for a principal,
// which gives a user of the same account nothing by itself.
func TestAgainstEngine(t *testing.T) {
	modules := filepath.Dir(filepath.Dir(testneeds.NPM(t, "@cloud-copilot/iam-simulate")))
	pairs := *weigh
	random := rand.New(rand.NewPCG(7, 11))
	var in bytes.Buffer
	var all []pair
	for range pairs {
		p := generate(random)
		line, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		in.Write(append(line, '\n'))
		all = append(all, p)
	}
	cmd := exec.Command("node", "testdata/simulate.cjs", modules)
	cmd.Stdin = &in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	answers := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(answers) != len(all) {
		t.Fatalf("%d answers to %d requests", len(answers), len(all))
	}
	count := map[Decision]int{}
	contradictions := 0
	for i, p := range all {
		d, _ := Decide(p.known, p.layers(t)...)
		count[d]++
		want := Denied
		switch {
		case answers[i] == "Allowed":
			want = Allowed
		case strings.HasPrefix(answers[i], "error"):
			t.Fatalf("the engine: %s", answers[i])
		}
		if d != NotKnown && d != want {
			if contradictions++; contradictions < 20 {
				line, _ := json.Marshal(p)
				t.Errorf("%s by us, %s by the engine: %s", d, answers[i], line)
			}
		}
	}
	t.Logf("of %d requests %d are allowed, %d denied, %d (%.1f %%) not known; %d contradictions",
		pairs, count[Allowed], count[Denied], count[NotKnown], 100*float64(count[NotKnown])/float64(pairs), contradictions)
	for d, n := range count {
		if n < pairs/50 {
			t.Errorf("only %d of %d are %s: that proves little", n, pairs, d)
		}
	}
}

func (p pair) layers(t *testing.T) []Layer {
	read := func(raw json.RawMessage) evidence.Document {
		var d evidence.Document
		if err := json.Unmarshal(raw, &d); err != nil || d.Unread != nil {
			t.Fatalf("%s: %v, %v", raw, err, d.Unread)
		}
		return d
	}
	if p.Of != nil {
		return []Layer{{read(p.Of)}}
	}
	var identity Layer
	for _, raw := range p.Identity {
		identity = append(identity, read(raw))
	}
	layers := []Layer{identity}
	if p.Boundary != nil {
		layers = append(layers, Layer{read(p.Boundary)})
	}
	return layers
}

const (
	ours, theirs = "111122223333", "999988887777"
	us           = "arn:aws:iam::" + ours + ":user/anna"
	them         = "arn:aws:iam::" + theirs + ":role/deploy"
)

func oneOf[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// generate makes one pair.
func generate(r *rand.Rand) pair {
	p := pair{
		Action: oneOf(r, "s3:PutObject", "s3:GetObject", "s3:DeleteBucket", "iam:CreateUser", "iam:GetUser", "sns:Publish"),
		Resource: oneOf(r, "arn:aws:s3:::logs/AWSLogs/1/x", "arn:aws:s3:::logs", "arn:aws:sns:us-east-1:"+ours+":alarms",
			"arn:aws:iam::"+ours+":user/anna", "arn:aws:iam::"+ours+":user/people/bob"),
		Account: ours, Context: map[string]any{}, Principal: us,
	}
	p.known = Request{Action: p.Action, Resource: Exactly(p.Resource), Principal: User(us), Context: map[string]Value{}}
	if r.IntN(6) == 0 { // all that this package is told of the resource is how it begins
		cut := 1 + r.IntN(len(p.Resource))
		p.known.Resource = Like(p.Resource[:cut], "")
	}
	for _, key := range keys() {
		p.tell(r, key)
	}
	document := func(principals bool) json.RawMessage {
		statements := make([]json.RawMessage, 1+r.IntN(3))
		for i := range statements {
			statements[i] = statement(r, principals, i == 0)
		}
		raw, _ := json.Marshal(map[string]any{"Version": "2012-10-17", "Statement": statements})
		return raw
	}
	switch r.IntN(3) {
	case 0:
		p.Of, p.known.Named = document(true), true
		switch r.IntN(4) {
		case 0:
			p.Principal, p.known.Principal = "cloudtrail.amazonaws.com", Principal{Service: "cloudtrail.amazonaws.com", Everyone: Unsure}
		case 1:
			p.Principal, p.known.Principal = them, User(them)
			p.Identity = []json.RawMessage{json.RawMessage(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`)}
		case 2: // this package knows only that it is somebody else
			p.Principal, p.known.Principal = them, Stranger(ours)
			p.Identity = []json.RawMessage{json.RawMessage(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`)}
		}
	default:
		for range 1 + r.IntN(2) {
			p.Identity = append(p.Identity, document(false))
		}
		if r.IntN(3) == 0 {
			p.Boundary = document(false)
		}
	}
	return p
}

// key is a condition key with values that a request may have, and patterns that
// a policy may.
type key struct {
	name             string
	values, patterns []string
	operators        []string
	many             bool
}

func keys() []key {
	text := []string{"StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"}
	return []key{
		{"aws:PrincipalAccount", []string{ours, theirs}, []string{ours, theirs, "1111*", "*"}, text, false},
		{"aws:SourceArn", []string{"arn:aws:cloudtrail:us-east-1:" + ours + ":trail/t", "arn:aws:cloudtrail:eu-west-1:" + theirs + ":trail/u"},
			[]string{"arn:aws:cloudtrail:us-east-1:" + ours + ":trail/t", "arn:aws:cloudtrail:*:" + ours + ":trail/*", "arn:*:cloudtrail:*:*:*", "arn:aws:cloudtrail:*:trail/t", "*"},
			append([]string{"ArnLike", "ArnEquals", "ArnNotLike", "ArnNotEquals"}, text...), false},
		{"aws:SecureTransport", []string{"true", "false"}, []string{"true", "false"}, []string{"Bool"}, false},
		{"aws:MultiFactorAuthPresent", []string{"true", "false"}, []string{"true", "false", "True"}, []string{"Bool"}, false},
		{"aws:MultiFactorAuthAge", []string{"10", "3600", "4000"}, []string{"3600", "10.0", "4000"},
			[]string{"NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"}, false},
		{"aws:CurrentTime", []string{"2026-11-30T10:00:00Z", "2020-01-01T00:00:00Z"}, []string{"2026-11-30T10:00:00Z", "2023-01-01T00:00:00Z"},
			[]string{"DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"}, false},
		{"aws:SourceIp", []string{"203.0.113.7", "10.1.2.3"}, []string{"203.0.113.0/24", "10.1.2.3", "10.0.0.0/8", "10.1.2.3/32"}, []string{"IpAddress", "NotIpAddress"}, false},
		{"aws:username", []string{"anna", "bob"}, []string{"anna", "${aws:username}", "a*", "b?b", "${*}"}, text, false},
		{"aws:TagKeys", []string{"team", "cost", "owner"}, []string{"team", "cost", "o*"}, text, true},
	}
}

// tell gives the request a value of the key, or none, and tells this package all
// of it, a part or nothing.
func (p *pair) tell(r *rand.Rand, k key) {
	lower := strings.ToLower(k.name)
	if r.IntN(2) == 0 {
		if r.IntN(4) > 0 {
			p.known.Context[lower] = Missing()
		}
		return
	}
	if k.many {
		values := k.values[:r.IntN(len(k.values)+1)]
		p.Context[k.name] = values
		if r.IntN(4) > 0 {
			var texts []Text
			for _, v := range values {
				texts = append(texts, Exactly(v))
			}
			p.known.Context[lower] = Is(texts...)
		}
		return
	}
	value := oneOf(r, k.values...)
	p.Context[k.name] = value
	switch r.IntN(6) {
	case 0:
	case 1:
		cut := r.IntN(len(value) + 1)
		p.known.Context[lower] = Is(Like(value[:cut], ""))
	case 2:
		p.known.Context[lower] = Perhaps(Exactly(value))
	case 3:
		p.known.Context[lower] = Is(Anything().But("none", value+"x"))
	default:
		p.known.Context[lower] = IsWord(value)
	}
}

// statement makes one statement.
func statement(r *rand.Rand, principals, mostlyAllow bool) json.RawMessage {
	s := map[string]any{"Effect": oneOf(r, "Allow", "Allow", "Deny")}
	if mostlyAllow && r.IntN(4) > 0 {
		s["Effect"] = "Allow"
	}
	some := func(from ...string) any {
		if r.IntN(2) == 0 {
			return oneOf(r, from...)
		}
		return []string{oneOf(r, from...), oneOf(r, from...)}
	}
	member := func(name string, value any) {
		if r.IntN(5) == 0 {
			name = "Not" + name
		}
		s[name] = value
	}
	member("Action", some("*", "s3:*", "s3:Put*", "S3:putobject", "s3:?etObject", "iam:*", "iam:GetUser", "sns:Publish", "iam:*User"))
	member("Resource", some("*", "arn:aws:s3:::logs/*", "arn:aws:s3:::*", "arn:aws:s3:::logs/AWSLogs/?/x", "arn:aws:*:*:"+ours+":*", "arn:aws:iam::"+ours+":user/${aws:username}", "arn:aws:iam::"+ours+":user/*"))
	if principals {
		who := oneOf[any](r, "*", map[string]any{"AWS": "*"}, map[string]any{"AWS": us}, map[string]any{"AWS": []string{them, us}},
			map[string]any{"AWS": "arn:aws:iam::" + theirs + ":root"}, map[string]any{"Service": "cloudtrail.amazonaws.com"}, map[string]any{"Service": []string{"sns.amazonaws.com", "cloudtrail.amazonaws.com"}})
		s["Principal"] = who
	}
	if conditions := condition(r); len(conditions) > 0 {
		s["Condition"] = conditions
	}
	raw, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprint("a statement cannot be written: ", err))
	}
	return raw
}

func condition(r *rand.Rand) map[string]map[string]any {
	conditions := map[string]map[string]any{}
	for range r.IntN(3) {
		k := oneOf(r, keys()...)
		operator := oneOf(r, k.operators...)
		switch {
		case r.IntN(8) == 0:
			conditions["Null"] = map[string]any{k.name: oneOf(r, "true", "false")}
			continue
		case k.many:
			operator = oneOf(r, "ForAllValues:", "ForAnyValue:") + operator
		}
		if r.IntN(4) == 0 {
			operator += "IfExists"
		}
		if conditions[operator] == nil {
			conditions[operator] = map[string]any{}
		}
		conditions[operator][oneOf(r, k.name, strings.ToLower(k.name))] = oneOf[any](r, oneOf(r, k.patterns...), []string{oneOf(r, k.patterns...), oneOf(r, k.patterns...)})
	}
	return conditions
}
