package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"hardbook/runbook"
)

// JUnit writes the report as a JUnit XML file: each chapter a suite, each step a
// test. What is todo or waiting failed, since verify ends with exit code 1 for
// both; what could not be read is an error; what is no program's to tell, or not
// to do, was skipped. What a person attested passed, and its output says whose word
// that is. Its only time is the report's own.
func JUnit(w io.Writer, r runbook.Report, g Guide) error {
	t := table{Report: r, Guide: g}
	all := junitSuites{Name: "hardbook " + r.Account, Time: seconds(r.Calls.Seconds)}
	for _, s := range r.Steps {
		i := slices.IndexFunc(all.Suites, func(suite junitSuite) bool { return suite.phase == s.Phase })
		if i < 0 {
			i = len(all.Suites)
			all.Suites = append(all.Suites, junitSuite{
				phase: s.Phase, Name: runbook.Clean(t.title(s)), Time: seconds(0), At: r.CheckedAt.UTC().Format("2006-01-02T15:04:05"),
				Properties: []junitProperty{{"account", r.Account}, {"source", source(r)}},
			})
		}
		all.Suites[i].add(junitTest(r, s))
	}
	for _, suite := range all.Suites {
		all.Tests, all.Failures, all.Errors = all.Tests+suite.Tests, all.Failures+suite.Failures, all.Errors+suite.Errors
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Time     string       `xml:"time,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	phase      string
	Name       string          `xml:"name,attr"`
	Tests      int             `xml:"tests,attr"`
	Failures   int             `xml:"failures,attr"`
	Errors     int             `xml:"errors,attr"`
	Skipped    int             `xml:"skipped,attr"`
	Time       string          `xml:"time,attr"`
	At         string          `xml:"timestamp,attr"` // UTC: the format has no zones
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

// junitCase is one step. One that passed has neither skipped, error nor failure.
type junitCase struct {
	Class   string       `xml:"classname,attr"`
	Name    string       `xml:"name,attr"`
	Time    string       `xml:"time,attr"`
	Skipped *string      `xml:"skipped"` // why, as text: the format has no place for a message here
	Error   *junitResult `xml:"error"`
	Failure *junitResult `xml:"failure"`
	Output  *string      `xml:"system-out"` // whose word it is that it is done
}

type junitResult struct {
	Type    string `xml:"type,attr"` // the status
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func junitTest(r runbook.Report, s runbook.StepReport) junitCase {
	reason := runbook.Clean(r.Told(s))
	c := junitCase{
		Class: "hardbook." + r.Account + "." + s.Phase, Name: runbook.Clean(s.ID + ": " + s.Title), Time: seconds(0),
	}
	result := &junitResult{Type: string(s.Status), Message: reason, Text: strings.Join(details(s), "\n")}
	switch s.Status {
	case runbook.StatusDone:
	case runbook.StatusAttested:
		whose := string(s.Status) + ": " + reason
		c.Output = &whose
	case runbook.StatusTodo, runbook.StatusWaiting:
		c.Failure = result
	case runbook.StatusManual, runbook.StatusNotApplicable, runbook.StatusSkipped:
		why := string(s.Status) + ": " + reason
		c.Skipped = &why
	default: // unknown, and whatever else nobody can vouch for
		c.Error = result
	}
	return c
}

// add takes a test in, and counts it.
func (s *junitSuite) add(c junitCase) {
	s.Cases = append(s.Cases, c)
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
}

func seconds(s float64) string { return fmt.Sprintf("%.3f", s) }
