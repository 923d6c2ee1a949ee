package mfa

import (
	"strings"
	"testing"
	"time"
)

// TestCheck: every pair of codes around now is recognized, and how far off it is.
func TestCheck(t *testing.T) {
	for more, period := range map[string]time.Duration{"": 30 * time.Second, "&period=60&digits=8": time.Minute} {
		s, now := seedOf(t, 20, more), time.Unix(1111111109, 999e6)
		code := func(at int64) string {
			p, err := s.Pair(now.Add(time.Duration(at) * period))
			if err != nil {
				t.Fatal(err)
			}
			return p.This
		}
		reach := int64(Span / period)
		wrong := code(reach + 1000)
		check := func(first, second string, want Outcome, drift int64, good bool) {
			t.Helper()
			got, err := s.Check(now, first, second)
			if err != nil || got.Outcome != want || got.Drift != time.Duration(drift)*period || got.Good() != good {
				t.Errorf("got %v (good: %v), %v, not %v, %d (good: %v)", got, got.Good(), err, want, drift, good)
			}
		}
		for at := -reach; at <= reach; at++ {
			off := at // the first of a pair is the code of now, or the one before
			if at < 0 {
				off = at + 1
			}
			check(code(at), code(at+1), InOrder, off, -1 <= off && off <= 1)
			check(code(at+1), code(at), Swapped, off, false)
			check(code(at), code(at), Same, at, false)
			check(code(at), wrong, OnlyTheFirst, at, false)
			check(wrong, code(at), OnlyTheSecond, at, false)
			if at+2 <= reach {
				check(code(at), code(at+2), Apart, at+2, false)
			}
		}
		check(wrong, wrong, Wrong, 0, false)
		check(code(-reach-1), code(-reach), OnlyTheSecond, -reach, false)
		check(code(reach+1), code(reach+2), Wrong, 0, false)
		spaced := " " + code(0)[:3] + " " + code(0)[3:] + "\n"
		check(spaced, code(1), InOrder, 0, true)
	}
}

// TestNoCode: what is no code is refused, and not shown.
func TestNoCode(t *testing.T) {
	s := seedOf(t, 20, "")
	for _, bad := range []string{"", "12345", "1234567", "12345a", "１２３４５６", "-12345", secret} {
		for i, which := range []string{"first", "second"} {
			codes := [2]string{"123456", "123456"}
			codes[i] = bad
			_, err := s.Check(time.Unix(59, 0), codes[0], codes[1])
			if err == nil || !strings.Contains(err.Error(), "the "+which+" code") || bad != "" && strings.Contains(err.Error(), bad) {
				t.Errorf("%q: %v", bad, err)
			}
		}
	}
}
