//go:build loop

package browser

import (
	"testing"

	"hardbook/runbook/config"
)

// TestGoOn: the first page says where to go on, and an own tick moves it.
func TestGoOn(t *testing.T) {
	t.Parallel()
	b := open(t, bookFiles(t, config.Example(), true)["runbook.html"], 1280)
	const says = `document.querySelector('#next').innerText`
	if got := eval[string](b, says); got != "Go on with 1. Check the root sign-in" {
		t.Errorf("before any tick: %q", got)
	}
	b.do(click("#root-sign-in .mine input"))
	if got := eval[string](b, says); got != "Go on with 3. Give the root user a second MFA device" {
		t.Errorf("after the first step was ticked by hand: %q", got)
	}
	if got := eval[string](b, `document.querySelector('#next a').hash`); got != "#root-second-device" {
		t.Errorf("it leads to %s", got)
	}
}
