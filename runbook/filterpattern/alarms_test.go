package filterpattern

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/names"
)

// TestTable: fifteen alarms in order, each with names and a pattern that AWS
// takes and this package understands.
func TestTable(t *testing.T) {
	table := Table()
	if len(table) != 15 {
		t.Errorf("%d alarms", len(table))
	}
	for i, a := range table {
		if a.Number != fmt.Sprintf("5.%d", i+1) || !regexp.MustCompile(`^hardbook-cis-5\.\d+-[a-z0-9-]+$`).MatchString(a.Name) || !strings.HasPrefix(a.Name, names.CISAlarms+a.Number+"-") {
			t.Errorf("alarm %d: %+v", i, a)
		}
		// Source: CloudWatch Logs API, FilterPattern.
		if len(a.Pattern) > 1024 || strings.Contains(a.Pattern, "'") || !Read(a.Pattern).Covers(Read(a.Pattern)) {
			t.Errorf("%s: the pattern of %d characters is not understood: %s", a.Number, len(a.Pattern), a.Pattern)
		}
		if a.Words == "" || strings.HasSuffix(a.Words, ".") {
			t.Errorf("%s: words %q", a.Number, a.Words)
		}
		for _, other := range table {
			if other.Number != a.Number && Read(other.Pattern).Covers(Read(a.Pattern)) {
				t.Errorf("%s finds all that %s is for", other.Number, a.Number)
			}
		}
	}
}

// TestBenchmark holds that the patterns as the benchmark and AWS Security Hub
// print them count.
func TestBenchmark(t *testing.T) {
	for number, patterns := range map[string][]string{
		"5.1": {
			`{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }`,
			`{($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }`,
		},
		"5.2": {`{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }`, `{$.eventName=ConsoleLogin && $.additionalEventData.MFAUsed != Yes}`},
		"5.3": {`{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }`, `{$.userIdentity.type=Root}`},
		"5.5": {
			`{($.eventName=CreateTrail)||($.eventName=UpdateTrail)||($.eventName=DeleteTrail)||($.eventName=StartLogging)||($.eventName=StopLogging)}`,
			"{ ((\n$.eventName = StopLogging) || $.eventName = \"StartLogging\" || ($.eventName = *Trail)) }",
		},
		"5.6": {`{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }`},
		"5.7": {`{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }`},
	} {
		for _, pattern := range patterns {
			if want := of(t, number); !Read(pattern).Covers(Read(want)) {
				t.Errorf("%s is not found by %s", number, pattern)
			}
		}
	}
}

// TestTooNarrow: what leaves some of the events out, or might, does not count.
func TestTooNarrow(t *testing.T) {
	for _, pattern := range []string{
		"", "ERROR", "{}", "{ }", "{ ( }", "{ () }", `{ $.eventName }`, `{ $.eventName = }`, `{ $.eventName = A B }`, `{ $.eventName = A ) }`,
		`{ eventName = CreateTrail }`, `{ $.eventName = %Trail% }`, `[a, b]`, `{ $.eventName = CreateTrail || }`, `{ && $.eventName = CreateTrail }`,
		`{ $.eventName = "CreateTrail }`, `{ $.eventName = * } extra`, strings.Repeat("(", 100000),
		`{ ($.eventName = CreateTrail) }`,
		`{($.eventName=CreateTrail)||($.eventName=UpdateTrail)||($.eventName=DeleteTrail)||($.eventName=StartLogging)}`,
		`{($.eventName=createTrail)||($.eventName=UpdateTrail)||($.eventName=DeleteTrail)||($.eventName=StartLogging)||($.eventName=StopLogging)}`,
		`{(($.eventName=*Trail)||($.eventName=StartLogging)||($.eventName=StopLogging)) && ($.awsRegion = us-east-1)}`,
		`{(($.eventName=*Trail)||($.eventName=StartLogging)||($.eventName=StopLogging)) && ($.errorCode NOT EXISTS)}`,
		`{($.eventName != *Trail)||($.eventName != StartLogging)}`,
		// As long as nobody knows which goes first, this leaves something out.
		`{$.eventName=*Trail || $.eventName=StartLogging || $.eventName=StopLogging && $.awsRegion = us-east-1}`,
		`{$.awsRegion = us-east-1 && $.eventName=*Trail || $.eventName=StartLogging || $.eventName=StopLogging}`,
		"{" + strings.Repeat("(($.a=b)||($.a=c)) && ", 40) + "($.a=d)}",
	} {
		if Read(pattern).Covers(Read(of(t, "5.5"))) {
			t.Errorf("%.100s finds all of 5.5", pattern)
		}
	}
	if Read(`{$.eventName = CreateTrail}`).Covers(Read(`{$.eventName = *Trail}`)) {
		t.Error("one value stands for a pattern of them")
	}
}

// FuzzCovers: whatever a pattern is, it is read to an end.
func FuzzCovers(f *testing.F) {
	for _, a := range Table() {
		f.Add(a.Pattern)
	}
	f.Fuzz(func(_ *testing.T, pattern string) { Read(pattern).Covers(Read(pattern)) })
}

func of(t *testing.T, number string) string {
	t.Helper()
	for _, a := range Table() {
		if a.Number == number {
			return a.Pattern
		}
	}
	t.Fatalf("there is no %s", number)
	return ""
}
