package standard

import (
	"fmt"
	"slices"
	"strings"

	"hardbook/runbook"
)

// A Row is one number of a standard beside a book.
type Row struct {
	Item
	Steps  []runbook.Entry // the steps about it, in the order of the book; those that it leaves out come last
	Reason string          // why none of them is to do in this book, "" if one is
}

// Crosswalk lays the book beside the standard: a row for each number, in order.
func (s Standard) Crosswalk(p runbook.Plan) []Row {
	var rows []Row
	all := slices.Concat(p.Entries, p.Left)
	for _, item := range s.Items {
		row := Row{Item: item}
		var reasons []string
		for _, e := range all {
			if !slices.Contains(s.Numbers(e.Step), item.Number) {
				continue
			}
			row.Steps = append(row.Steps, e)
			if e.Why != "" {
				reasons = append(reasons, e.Step.ID+": "+e.Why)
			}
		}
		switch {
		case len(row.Steps) == 0:
			row.Reason = item.Reason
		case len(reasons) == len(row.Steps):
			row.Reason = strings.Join(reasons, "; ")
		}
		rows = append(rows, row)
	}
	return rows
}

// Coverage says in a sentence how much of a standard the rows cover.
func Coverage(rows []Row) string {
	var here, left, never int
	for _, r := range rows {
		switch {
		case r.Reason == "" && len(r.Steps) > 0:
			here++
		case len(r.Steps) > 0:
			left++
		default:
			never++
		}
	}
	said := fmt.Sprintf("Of %d numbers, steps of this book are about %d", len(rows), here)
	if left > 0 {
		said += fmt.Sprintf(", steps that it leaves out about %d", left)
	}
	if never > 0 {
		said += fmt.Sprintf(", and no step about %d", never)
	}
	return said
}
