//go:build loop

package loop

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/standard"
	"hardbook/runbook/verify"
)

var prowlerPath = flag.String("prowler", "", "path of Prowler, the second judge of TestAgree")

// TestAgree asks a second judge, Prowler, about the account before and after the
// whole book, and holds what both said against docs/agreement.md.
func TestAgree(t *testing.T) {
	if *prowlerPath == "" {
		t.Skip("the second judge is asked by .ci/agree, which installs it")
	}
	b := newBook(t, borrow(t), account)
	program, err := filepath.Abs(*prowlerPath)
	must(t, program, err)
	checks := prowlerChecks(t, program)
	cis, err := standard.Named("cis-7.0")
	must(t, cis, err)
	page := agreementPage{blinds: readBlinds(t), why: readExplanations(t)}
	var rows []standard.Row
	var asked []string
	for _, r := range cis.Crosswalk(b.Book.Plan) {
		mine, theirs := r.Reason == "" && len(r.Steps) > 0, checks[r.Number]
		switch {
		case mine && len(theirs) > 0:
			rows, asked = append(rows, r), append(asked, theirs...)
		case mine:
			page.onlyHardbook = append(page.onlyHardbook, r.Number)
		case len(theirs) > 0:
			page.onlyProwler = append(page.onlyProwler, r.Number)
		}
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	look := func(moment string) {
		r, s := b.verify(), b.prowler(program, asked)
		cannot, unknown := blinded(s, moment, page.blinds)
		for _, failed := range unknown {
			t.Errorf("%s, %q failed: say in testdata/agree/failures.tsv which numbers cannot be told without it", moment, failed)
		}
		page.version, page.failed = s.version, append(page.failed, s.failed...)
		for _, row := range rows {
			c := comparison{row.Number, moment, hardbookWord(standOf(r, row)), prowlerWord(s, checks[row.Number])}
			if cannot[row.Number] {
				c.prowler = cannotTell
			}
			page.all, page.titles = append(page.all, c), append(page.titles, row.Title)
		}
	}

	b.ownVPC()
	b.cloud.play(bad.overlay())
	for _, id := range []string{"unused-regions", "key-rotation"} { // there is nothing to look at else
		b.seeded(id)
	}
	look("before")
	for _, id := range b.played() {
		b.must("do", id)
	}
	b.publishCharges(t)
	b.cloud.play(good.overlay())
	look("after")

	for _, wrong := range explained(page.all, page.why) {
		t.Error(wrong)
	}
	for _, k := range page.blinds {
		if k.always == "" && !slices.Contains(page.failed, k.failed) {
			t.Errorf("%q did not fail: take it out of testdata/agree/failures.tsv", k.failed)
		}
	}
	const path = "../../docs/agreement.md"
	if *update && !t.Failed() {
		must(t, path, os.WriteFile(path, []byte(page.text()), 0o644))
	}
	written, err := os.ReadFile(path)
	must(t, path, err)
	if string(written) != page.text() {
		t.Errorf("docs/agreement.md does not say what was seen: .ci/agree -update\n%s", page.text())
	}
}

// standOf is how the steps of this book about a number stand.
func standOf(r verify.Report, row standard.Row) []runbook.Status {
	var all []runbook.Status
	for _, e := range row.Steps {
		if s, ok := r.Find(e.Step.ID); ok {
			all = append(all, s.Status)
		}
	}
	return all
}

// readBlinds and readExplanations read what is written by hand.
func readBlinds(t *testing.T) []blind {
	t.Helper()
	var all []blind
	for _, f := range readTable(t, "failures.tsv", 3) {
		always, numbers, ok := strings.Cut(f[1], ":")
		if !ok {
			always, numbers = "", f[1]
		}
		all = append(all, blind{f[0], list(numbers), always, f[2]})
	}
	return all
}

func readExplanations(t *testing.T) []explanation {
	t.Helper()
	var all []explanation
	for _, f := range readTable(t, "why.tsv", 5) {
		all = append(all, explanation{list(f[0]), f[1], f[2], f[3], f[4]})
	}
	return all
}

func list(words string) []string {
	return strings.FieldsFunc(words, func(r rune) bool { return r == ',' || r == ' ' || r == '-' })
}

func readTable(t *testing.T, name string, columns int) [][]string {
	t.Helper()
	var all [][]string
	for i, line := range readLines(t, filepath.Join("testdata", "agree", name)) {
		fields := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(fields) != columns {
			t.Fatalf("%s:%d has %d columns, not %d", name, i+1, len(fields), columns)
		}
		all = append(all, fields)
	}
	return all
}
