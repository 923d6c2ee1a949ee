// Package browser holds the tests that open the book's page in Chromium, as a
// reader does, from a file. It has no code but tests.
//
// The tests need chromium, node and pdftotext, and axe-core and markdownlint-cli2
// from npm, and take minutes, so they have the build tag loop. Where one is missing a test skips and says how to install it; with
// CI=true it fails. Nothing reaches beyond the loopback interface.
package browser
