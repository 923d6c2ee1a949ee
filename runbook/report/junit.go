package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/quote"
	"hardbook/runbook/verify"
	"hardbook/runbook/words"
)

// writeJUnit writes the report as a JUnit XML file: each chapter a suite, each step a
// test. What is todo or waiting failed, since verify ends with exit code 1 for
// both; what could not be read is an error; what is no program's to tell, or not
// to do, was skipped. What a person attested passed, and its output says whose word
// that is. Its only time is the report's own.
func writeJUnit(w io.Writer, r verify.Report, g Guide) error {
	all := junitSuites{Name: "hardbook " + r.Account, Time: seconds(r.Calls.Seconds), Suites: suites(r, g, "")}
	return all.write(w)
}

// writeManyJUnit writes the reports on several accounts as one such file: the chapters
// of each are suites, which begin with its name. An account that could not be
// verified is a suite with one error.
func writeManyJUnit(w io.Writer, a Accounts) error {
	all, time := junitSuites{Name: "hardbook, " + words.Count(len(a.List), "account")}, 0.0
	for _, one := range a.List {
		name := quote.Terminal(one.Name)
		if one.Verified() {
			all.Suites, time = append(all.Suites, suites(one.Report, one.guide, name+": ")...), time+one.Report.Calls.Seconds
			continue
		}
		suite := junitSuite{Name: name, Time: seconds(0), Properties: []junitProperty{{"config", quote.Terminal(one.Config)}}}
		suite.add(junitCase{
			Class: "hardbook." + name, Name: "the account can be verified", Time: seconds(0),
			Error: &junitResult{Type: "not-verified", Message: one.why()},
		})
		all.Suites = append(all.Suites, suite)
	}
	all.Time = seconds(time)
	return all.write(w)
}

// suites are the chapters of a report, their names after a prefix.
func suites(r verify.Report, g Guide, prefix string) []junitSuite {
	t := table{Report: r, Guide: g}
	var all []junitSuite
	for _, s := range r.Steps {
		i := slices.IndexFunc(all, func(suite junitSuite) bool { return suite.phase == s.Phase })
		if i < 0 {
			i = len(all)
			all = append(all, junitSuite{
				phase: s.Phase, Name: prefix + quote.Terminal(t.title(s)), Time: seconds(0), At: r.CheckedAt.UTC().Format("2006-01-02T15:04:05"),
				Properties: []junitProperty{{"account", r.Account}, {"source", source(r)}},
			})
		}
		all[i].add(junitTest(r, s))
	}
	return all
}

// write writes the file, with what its suites add up to.
func (all junitSuites) write(w io.Writer) error {
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
	At         string          `xml:"timestamp,attr,omitempty"` // UTC: the format has no zones
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

func junitTest(r verify.Report, s verify.StepReport) junitCase {
	reason := quote.Terminal(r.Told(s))
	c := junitCase{
		Class: "hardbook." + r.Account + "." + s.Phase, Name: quote.Terminal(s.ID + ": " + s.Title), Time: seconds(0),
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
