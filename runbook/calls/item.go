package calls

import (
	"errors"
	"maps"
	"slices"

	"hardbook/runbook/evidence"
)

// byItem sorts what failed by the item it is about, the outermost of several.
// What is about none, such as the list of the items itself, is the rest: without
// it nothing can be said.
func byItem(err error) (of map[string]error, rest error) {
	of = map[string]error{}
	for _, f := range evidence.Failures(err) {
		if len(f.Request.Items) > 0 {
			item := f.Request.Items[0]
			of[item] = errors.Join(of[item], f)
			continue
		}
		rest = errors.Join(rest, f)
	}
	return of, rest
}

// byRegion sorts what failed by the Region it is about. What is about none is the
// list of the Regions itself: without it nothing can be said.
func byRegion(err error) (of map[string]error, rest error) {
	of = map[string]error{}
	for _, f := range evidence.Failures(err) {
		if !f.Request.Call.IsRegional() {
			rest = errors.Join(rest, f)
			continue
		}
		of[f.Request.Region] = errors.Join(of[f.Request.Region], f)
	}
	return of, rest
}

// joined is all of them, in the order of their items.
func joined(of map[string]error) error {
	var all []error
	for _, item := range slices.Sorted(maps.Keys(of)) {
		all = append(all, of[item])
	}
	return errors.Join(all...)
}
