package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestNamesAreWrittenOnce: what the book makes has its name in runbook/names, and
// ARNs are put together there, partition included.
func TestNamesAreWrittenOnce(t *testing.T) {
	name := regexp.MustCompile(`arn:aws\b|\bhardbook-[a-z]`)
	found := 0
	for _, line := range goList(t, "-f", `{{$dir := .Dir}}{{$pkg := .ImportPath}}{{range .GoFiles}}{{$pkg}} {{$dir}}/{{.}}{{"\n"}}{{end}}`, "./...") {
		pkg, file, ok := strings.Cut(line, " ")
		if !ok {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(node ast.Node) bool {
			literal, ok := node.(*ast.BasicLit)
			example := ok && strings.HasPrefix(literal.Value, "`  hardbook ") // in the help of a command
			if !ok || literal.Kind != token.STRING || example || !name.MatchString(literal.Value) {
				return true
			}
			if found++; pkg != module+"runbook/names" && pkg != module+"runbook/testneeds" && pkg != module+"runbook/fakes" { // which are for tests
				t.Errorf("%s/%s has %s: take the name from runbook/names", strings.TrimPrefix(pkg, module), filepath.Base(file), literal.Value)
			}
			return true
		})
	}
	if found < 5 {
		t.Errorf("only %d names are written anywhere", found)
	}
}
