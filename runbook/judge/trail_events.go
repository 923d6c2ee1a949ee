package judge

import (
	"slices"

	"hardbook/runbook/calls"
)

// CannotTell is the reason when only the selectors of a trail are not known.
const CannotTell = "AWS does not tell this account which events the trail %s records"

// Untold reports whether a trail may record less than everything, with nobody
// here to say so. Of an organization's trail that was left as it was made, AWS
// tells as much: it records all management events.
func Untold(t calls.Trail) bool {
	return t.Selectors.Absent && (t.HasCustomEventSelectors || !t.IsOrganizationTrail)
}

// leftOut says what management events a trail does not record, "" for none.
// CloudTrail can leave out those of KMS and of the RDS Data API, which are many.
// They count: keys are disabled and deleted by them, and in the first copy they
// cost nothing.
// Source: AWS Config, rule cloudtrail-security-trail-enabled, wants the same.
func leftOut(s calls.EventSelectors) string {
	var read, write bool
	var left []string
	for _, e := range s.EventSelectors {
		switch {
		case !e.IncludeManagementEvents:
		case len(e.ExcludeManagementEventSources) > 0:
			left = append(left, e.ExcludeManagementEventSources...)
		default:
			read = read || e.ReadWriteType == "All" || e.ReadWriteType == "ReadOnly"
			write = write || e.ReadWriteType == "All" || e.ReadWriteType == "WriteOnly"
		}
	}
	for _, a := range s.AdvancedEventSelectors {
		r, w := management(a)
		read, write = read || r, write || w
	}
	slices.Sort(left)
	switch {
	case read && write:
		return ""
	case len(left) > 0:
		return "leaves out the management events of " + And(slices.Compact(left))
	}
	return "does not record all management events"
}

// management reports whether an advanced selector takes in all management events
// that read, and all that write.
func management(a calls.AdvancedEventSelector) (read, write bool) {
	return TakesIn(a, "eventCategory=Management")
}

// TakesIn reports whether an advanced selector takes in all events that read,
// and all that write, of those that these tests name ("field=value"). It goes by
// the fields, never by the name. A field it does not know leaves some out.
func TakesIn(a calls.AdvancedEventSelector, tests ...string) (read, write bool) {
	met := map[string]bool{}
	read, write = true, true
	for _, f := range a.FieldSelectors {
		if len(f.NotEquals)+len(f.StartsWith)+len(f.NotStartsWith)+len(f.EndsWith)+len(f.NotEndsWith) > 0 || len(f.Equals) != 1 {
			return false, false
		}
		switch test := f.Field + "=" + f.Equals[0]; {
		case slices.Contains(tests, test):
			met[test] = true
		case test == "readOnly=true":
			write = false
		case test == "readOnly=false":
			read = false
		default:
			return false, false
		}
	}
	all := len(met) == len(tests)
	return all && read, all && write
}

// Objects is the type of resource that files in S3 have in selectors.
const Objects = "AWS::S3::Object"
