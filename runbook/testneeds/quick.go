package testneeds

import "testing"

// Quick reports whether a test that takes minutes is to do with less: with
// -short, and unless the build tag loop is set, as .ci/run sets it.
func Quick() bool { return testing.Short() || !whole }

// Whole skips a test that takes minutes and cannot do with less.
func Whole(t testing.TB, why string) {
	t.Helper()
	if Quick() {
		t.Skipf("%s: it runs with -tags loop", why)
	}
}
