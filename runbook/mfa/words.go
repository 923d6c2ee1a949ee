package mfa

import (
	"time"

	"hardbook/runbook/words"
)

// Words say what two codes turned out to be, and what to do.
func (r Result) Words() string {
	clock := clockText(r.Drift)
	if !r.Near() {
		clock += ". Let both set their clocks by the network, then take two new codes"
	}
	switch r.Outcome {
	case InOrder:
		return "both codes are right; " + clock
	case Swapped:
		return "both codes are right, but in the wrong order: the one that came first goes first; " + clock
	case Apart:
		return "both codes are right, but do not follow each other: take two in a row; " + clock
	case Same:
		return "the code is right, but it is the same twice: wait for the next one; " + clock
	case OnlyTheFirst:
		return "the first code is right, the second is wrong; " + clock
	case OnlyTheSecond:
		return "the second code is right, the first is wrong; " + clock
	}
	return "both codes are wrong: they are of another seed, or a clock is off by more than " + spanText(Span)
}

// clockText says how far the app's clock is off.
func clockText(drift time.Duration) string {
	switch {
	case drift > 0:
		return "the app's clock is about " + spanText(drift) + " ahead of this computer's"
	case drift < 0:
		return "the app's clock is about " + spanText(-drift) + " behind this computer's"
	}
	return "the clocks agree"
}

// spanText is a time in minutes and seconds.
func spanText(d time.Duration) string {
	minutes, seconds := int(d/time.Minute), int(d%time.Minute/time.Second)
	switch {
	case minutes == 0:
		return words.Count(seconds, "second")
	case seconds == 0:
		return words.Count(minutes, "minute")
	}
	return words.Count(minutes, "minute") + " " + words.Count(seconds, "second")
}
