package report

import (
	"fmt"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/terminal"
	"hardbook/runbook/verify"
)

// advice is what stands below the summary of a report on steps a, b, c, d: their
// statuses in order, "" for one that was not asked for. Step c needs b.
func advice(t *testing.T, source verify.ReportSource, statuses ...runbook.Status) string {
	t.Helper()
	g, r := Guide{Tasks: map[string]Task{}}, verify.Report{Source: source, Summary: map[runbook.Status]int{}}
	for i, status := range statuses {
		id := string(rune('a' + i))
		step := runbook.Step{ID: id, Phase: runbook.Root, Who: runbook.AsRoot}
		if id == "c" {
			step.Needs = []string{"b", "elsewhere"}
		}
		g.Book.Entries = append(g.Book.Entries, runbook.Entry{Number: i + 1, Step: step})
		g.Tasks[id] = Task{Who: "the root user", Minutes: i + 1}
		if status == "" {
			continue
		}
		r.Summary[status]++
		s := verify.StepReport{ID: id, Title: "Do " + id, Phase: "root", Status: status, Reason: "because of " + id}
		if status == runbook.StatusUnknown {
			s.Missing = []string{"iam:List" + id, "iam:Get", "s3:Get", "sns:Get"}
		}
		r.Steps = append(r.Steps, s)
	}
	_, after, found := strings.Cut(text(t, r, g, terminal.Screen{}), ")\n  ")
	parts := strings.Split(after, "\n\n")
	if !found || len(parts) != 3 {
		t.Fatalf("got %q", parts)
	}
	return parts[2]
}

// TestNext: what to do next follows from the verdicts, in the order of the book.
func TestNext(t *testing.T) {
	const done, todo, waiting, unknown, manual = runbook.StatusDone, runbook.StatusTodo, runbook.StatusWaiting, runbook.StatusUnknown, runbook.StatusManual
	const a, b = "next:    1. a (Do a), as the root user, about 1 minute: hardbook steps a\n", "next:    2. b (Do b), as the root user, about 2 minutes: hardbook steps b\n"
	live := verify.ReportSource{Kind: "live", Identity: "arn:aws:iam::111122223333:user/x"}
	folder := verify.ReportSource{Kind: "evidence"}
	verifier := verify.ReportSource{Kind: "live", Identity: "arn:aws:sts::111122223333:assumed-role/hardbook-verifier/x"}
	for _, c := range []struct {
		source   verify.ReportSource
		statuses []runbook.Status
		want     string
	}{
		{live, []runbook.Status{todo, todo, todo, todo}, a},
		{live, []runbook.Status{done, todo, todo, todo}, b},
		{live, []runbook.Status{done, waiting, todo, todo}, "next:    4. d (Do d), as the root user, about 4 minutes: hardbook steps d\nwaiting: 2. b: because of b\n"},
		{live, []runbook.Status{waiting, waiting, todo, done}, "waiting: 1. a: because of a; and 1 step more\n"},
		{live, []runbook.Status{done, manual, done, manual}, "next:    all that hardbook can see is done; verify again once a month, and after every change\n" +
			"by hand: 2 steps that only a person can tell; the first: hardbook steps b; once it is done: hardbook attest b\n"},
		{live, []runbook.Status{done, done, done, manual}, "next:    all that hardbook can see is done; verify again once a month, and after every change\n" +
			"by hand: 1 step that only a person can tell: hardbook steps d; once it is done: hardbook attest d\n"},
		{live, []runbook.Status{done, done, done, ""}, "next:    hardbook sees nothing open here; --only left out the other steps of the book\n"},
		{live, []runbook.Status{"", "", todo, ""}, "next:    3. c (Do c), as the root user, about 3 minutes: hardbook steps c; it comes after b, which --only left out\n"},
		{live, []runbook.Status{done, done, unknown, unknown}, "unknown: 2 steps could not be read; that takes iam:Get, iam:Listc, iam:Listd and 2 more, " +
			"which the policy of the role hardbook-verifier allows: hardbook verify --profile hardbook-verifier\n"},
		{folder, []runbook.Status{done, done, done, unknown}, "unknown: 1 step could not be read; that takes iam:Get, iam:Listd, s3:Get and 1 more, " +
			"which the policy of the role hardbook-verifier allows: collect again as that role\n"},
		{verifier, []runbook.Status{done, done, done, unknown}, "unknown: 1 step could not be read; that takes iam:Get, iam:Listd, s3:Get and 1 more. " +
			"The role's policy may be an old one: hardbook steps verifier-role\n"},
		// No more than three lines.
		{verifier, []runbook.Status{todo, waiting, manual, unknown}, a + "unknown: 1 step could not be read; that takes iam:Get, iam:Listd, s3:Get and 1 more. " +
			"The role's policy may be an old one: hardbook steps verifier-role\nwaiting: 2. b: because of b\n"},
	} {
		if got := advice(t, c.source, c.statuses...); got != c.want {
			t.Errorf("%v: got\n%s\nwant\n%s", c.statuses, got, c.want)
		}
	}
}

// TestUnknownWithoutAction: an answer that came and told nothing names no action.
func TestUnknownWithoutAction(t *testing.T) {
	r := sample()
	r.Steps[0].Status, r.Steps[1].Status = runbook.StatusUnknown, runbook.StatusDone
	r.Summary = map[runbook.Status]int{runbook.StatusUnknown: 1, runbook.StatusDone: 1}
	if got := text(t, r, guide(), terminal.Screen{}); !strings.HasSuffix(got, "\nunknown: 1 step could not be read; the lines above say why\n") {
		t.Errorf("got\n%s", got)
	}
}

// TestFolder: a command about the folder of the book names it, one that has no
// such flag does not.
func TestFolder(t *testing.T) {
	r, g := each("x")
	g.Flags, g.Folder = " -c other.yaml", " -o books"
	r.Summary[runbook.StatusTodo], r.Steps[1].Status = 0, runbook.StatusDone
	r.Summary[runbook.StatusUnknown], r.Steps[3].Status = 0, runbook.StatusDone
	want := "hardbook steps step-manual -c other.yaml; once it is done: hardbook attest step-manual -o books -c other.yaml\n"
	if got := text(t, r, g, terminal.Screen{}); !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant at its end\n%s", got, want)
	}
}

// TestCommandStaysWhole: a command to type is not broken between its words.
func TestCommandStaysWhole(t *testing.T) {
	for width := range 60 {
		got := text(t, sample(), guide(), terminal.Screen{Width: width + 60})
		if !strings.Contains(got, "hardbook steps long-id -c 'my file.yaml'") {
			t.Errorf("at %d: got\n%s", width+60, got)
		}
	}
}

// TestCount: a chapter counts what is to do, and what people must look at.
func TestCount(t *testing.T) {
	for want, statuses := range map[string][]runbook.Status{
		"1 of 2 done":                        {runbook.StatusDone, runbook.StatusTodo, runbook.StatusSkipped, runbook.StatusNotApplicable},
		"1 of 3 done, 1 attested, 1 by hand": {runbook.StatusAttested, runbook.StatusDone, runbook.StatusManual},
		"nothing to do":                      {runbook.StatusSkipped},
	} {
		var x table
		for i, s := range statuses {
			x.Steps = append(x.Steps, verify.StepReport{ID: fmt.Sprint(i), Phase: "root", Status: s})
		}
		if got := x.count("root"); got != want {
			t.Errorf("%v: got %q, want %q", statuses, got, want)
		}
	}
}
