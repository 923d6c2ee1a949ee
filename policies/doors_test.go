package policies

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/testneeds"
)

const (
	admin   = "arn:aws:iam::" + ours + ":user/iam-admin"
	user    = "arn:aws:iam::" + ours + ":user/anna"
	foreign = "arn:aws:iam::999900001111:user/iam-admin"
)

// lets is the rule: somebody gets in by a door, for what it is for.
func (h house) lets(q question) bool {
	if h.tls && q.Context["aws:SecureTransport"] == "false" {
		return false
	}
	who := q.Principal
	if who == user || who == admin {
		if h.plain && q.Identity != nil {
			return true
		}
	}
	return slices.ContainsFunc(h.doors, func(d door) bool {
		return (caller(d.service) == who || d.service == "" && q.Identity != nil && (who == user || who == admin)) &&
			slices.Contains(d.actions, q.Action) && slices.ContainsFunc(d.on, func(r string) bool { return goesOn(r, q.Resource) }) && d.met(q.Context)
	})
}

func (d door) met(context map[string]string) bool {
	for key, want := range d.needs {
		if !goesOn(want, context[key]) {
			return false
		}
	}
	return true
}

func goesOn(pattern, text string) bool {
	begin, open := strings.CutSuffix(pattern, "*")
	return text == pattern || open && strings.HasPrefix(text, begin)
}

// TestDoors asks the engine of others about each resource policy and each trust of
// the book, and holds its answers against the rule. In the short run it asks each
// seventh question.
func TestDoors(t *testing.T) {
	modules := filepath.Dir(filepath.Dir(testneeds.NPM(t, "@cloud-copilot/iam-simulate")))
	var known []string
	total, open := 0, 0
	for _, h := range houses() {
		known = append(known, h.document)
		of, err := Fill(h.document, config.Example())
		if err != nil {
			t.Fatal(err)
		}
		var in bytes.Buffer
		questions := h.questions(of)
		if testneeds.Quick() {
			i := 0
			questions = slices.DeleteFunc(questions, func(question) bool { i++; return i%7 != 0 })
		}
		enc := json.NewEncoder(&in) // which writes one in a line
		for _, q := range questions {
			if err := enc.Encode(q); err != nil {
				t.Fatal(err)
			}
		}
		cmd := exec.Command("node", "../runbook/iam/testdata/simulate.cjs", modules)
		cmd.Stdin = &in
		out, err := cmd.Output()
		answers := strings.Split(strings.TrimSpace(string(out)), "\n")
		if err != nil || len(answers) != len(questions) {
			t.Fatalf("%v: %d answers to %d questions", err, len(answers), len(questions))
		}
		wrong, lets := 0, 0
		for i, q := range questions {
			want := h.lets(q)
			if want {
				lets++
			}
			if got := answers[i] == "Allowed"; got != want {
				if wrong++; wrong < 5 {
					t.Errorf("%s: %s, %s on %s, %v, permission %v: %s; want allowed: %v", h.document, q.Principal, q.Action, q.Resource, q.Context, q.Identity != nil, answers[i], want)
				}
			}
		}
		if lets == 0 || lets == len(questions) {
			t.Errorf("%s: %d of %d questions are to be allowed: that proves nothing", h.document, lets, len(questions))
		}
		total, open = total+len(questions), open+lets
	}
	for _, name := range names() {
		d := read(t, must(Fill(name, config.Example())))
		if d.Statement[0].Principal != nil && !slices.Contains(known, name) {
			t.Errorf("%s lets somebody in, and no question is asked", name)
		}
	}
	t.Logf("%d questions, %d allowed", total, open)
}

func must(document []byte, err error) []byte {
	if err != nil {
		panic(fmt.Sprint("a document cannot be filled in: ", err))
	}
	return document
}
