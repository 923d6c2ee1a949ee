package verify_test

import (
	"testing"
	"testing/fstest"

	"hardbook/runbook"
	"hardbook/runbook/evidence"
	"hardbook/runbook/verify"
)

// verified is the report on the book by the evidence in files.
func verified(t *testing.T, book runbook.Book, files fstest.MapFS) verify.Report {
	t.Helper()
	e, err := evidence.Open(files, book.Config)
	if err != nil {
		t.Fatal(err)
	}
	return report(t, book, e)
}

func report(t *testing.T, book runbook.Book, e evidence.Evidence, only ...string) verify.Report {
	t.Helper()
	r := verify.Run(book, e, nil, only...)
	return r
}
