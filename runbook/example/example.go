// Package example holds evidence about a half-done sample account, for the
// embedded example config: a newcomer sees ticks without an AWS account.
package example

import (
	"embed"
	"io/fs"
)

//go:embed account
var files embed.FS

// Evidence is the evidence folder of the sample account.
func Evidence() fs.FS {
	sub, err := fs.Sub(files, "account")
	if err != nil {
		panic(err) // the path is a constant
	}
	return sub
}
