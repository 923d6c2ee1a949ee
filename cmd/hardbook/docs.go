//go:build docs

package main

import (
	"fmt"
	"os"

	"hardbook/docs/gen"
)

// main stands in for the program: it writes the pages that follow from it. "go generate"
// runs it in this folder.
func main() {
	const module = "../.."
	files, err := gen.Files(module, newRoot(), exitCodes)
	if err == nil {
		err = gen.Write(module, files)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
