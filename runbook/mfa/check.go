package mfa

import (
	"fmt"
	"strings"
	"time"
)

// Span is how far off a clock may be for a code to be recognized all the same.
const Span = 10 * time.Minute

// An Outcome is what two codes turned out to be.
type Outcome int

// The outcomes.
const (
	Wrong         Outcome = iota // neither fits the seed
	InOrder                      // both are right, the second follows the first
	Swapped                      // both are right, the first follows the second
	Apart                        // both are right, but others come between
	Same                         // a right code, twice
	OnlyTheFirst                 // the second is wrong
	OnlyTheSecond                // the first is wrong
)

// A Result says what two codes turned out to be.
type Result struct {
	Outcome Outcome
	// Drift is how far the clock that made the codes is ahead of this one, in
	// whole periods; below zero it is behind. Known where a code was right.
	Drift  time.Duration
	period time.Duration
}

// Good reports whether AWS can be expected to take the codes: both are right
// and in order, and the clocks differ by one period at most.
func (r Result) Good() bool { return r.Outcome == InOrder && r.Near() }

// Near reports whether the clocks differ by one period at most.
func (r Result) Near() bool { return r.Drift.Abs() <= r.period }

// Check looks for two codes around now, which is when the second was typed.
// It fails when one does not look like a code; the error does not show it.
func (s Seed) Check(now time.Time, first, second string) (Result, error) {
	for i, code := range []*string{&first, &second} {
		*code = strings.Join(strings.Fields(*code), "") // apps show 123 456
		if len(*code) != s.digits || strings.Trim(*code, "0123456789") != "" {
			return Result{}, fmt.Errorf("the %s code does not consist of %d digits", []string{"first", "second"}[i], s.digits)
		}
	}
	here, err := s.step(now)
	if err != nil {
		return Result{}, err
	}
	around, err := s.around(here)
	if err != nil {
		return Result{}, err
	}
	result := func(o Outcome, drift int64) (Result, error) {
		return Result{o, time.Duration(drift) * s.period, s.period}, nil
	}
	for _, at := range nearest(around.reach) {
		if around.code(at) == first && around.code(at+1) == second {
			return result(InOrder, drift(at))
		}
	}
	for _, at := range nearest(around.reach) {
		if around.code(at) == second && around.code(at+1) == first {
			return result(Swapped, drift(at))
		}
	}
	a, isA := around.find(first)
	b, isB := around.find(second)
	switch {
	case isA && isB && first == second:
		return result(Same, a)
	case isA && isB:
		return result(Apart, b)
	case isA:
		return result(OnlyTheFirst, a)
	case isB:
		return result(OnlyTheSecond, b)
	}
	return result(Wrong, 0)
}

// drift is how many periods the clocks differ when the first of two codes is at
// a place. The first may be the code before the one of now, or the code of now.
func drift(first int64) int64 {
	if first < 0 {
		return first + 1
	}
	return first
}

// window are the codes around a moment: reach on both sides, and one more after.
type window struct {
	reach int64
	codes []string
}

func (s Seed) around(here int64) (window, error) {
	w := window{reach: int64((Span + s.period - 1) / s.period)}
	for at := -w.reach; at <= w.reach+1; at++ {
		code := "" // no code is: there was none before 1970
		if here+at >= 0 {
			var err error
			if code, err = s.code(here + at); err != nil {
				return w, err
			}
		}
		w.codes = append(w.codes, code)
	}
	return w, nil
}

// code is the code at a place: 0 is now.
func (w window) code(at int64) string { return w.codes[at+w.reach] }

// find is the place nearest to now that has a code.
func (w window) find(code string) (int64, bool) {
	for _, at := range nearest(w.reach) {
		if w.code(at) == code {
			return at, true
		}
	}
	return 0, false
}

// nearest are the places from -reach to reach, those next to now first.
func nearest(reach int64) []int64 {
	all := []int64{0}
	for i := int64(1); i <= reach; i++ {
		all = append(all, -i, i)
	}
	return all
}
