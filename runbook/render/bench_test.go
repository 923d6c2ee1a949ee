package render

import (
	"testing"

	"hardbook/runbook/config"
	"hardbook/runbook/steps"
	"hardbook/templates"
)

// BenchmarkNewBook reads the texts and works out the policies.
func BenchmarkNewBook(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := NewBook(templates.FS, config.Example(), steps.All()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFiles makes every file of the book.
func BenchmarkFiles(b *testing.B) {
	b.ReportAllocs()
	book, texts := bookOf(b, config.Example())
	for b.Loop() {
		if _, err := Files(templates.FS, book, texts, nil); err != nil {
			b.Fatal(err)
		}
	}
}
