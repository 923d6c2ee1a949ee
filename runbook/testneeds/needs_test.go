package testneeds

import "testing"

// TestInstall: each kind of thing that is missing has its command.
func TestInstall(t *testing.T) {
	for what, want := range map[string]string{
		AWS1: ".ci/tools", AWS2: ".ci/tools", Python: ".ci/tools", npm: ".ci/tools",
		AWS2Oldest: "apt-get install awscli", "pdftotext": "apt-get install poppler-utils", "unheard-of": "",
	} {
		if got := install(what); got != want {
			t.Errorf("to install %s: %q, not %q", what, got, want)
		}
	}
}
