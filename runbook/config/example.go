package config

import (
	_ "embed"
	"slices"
)

//go:embed example.yaml
var exampleYAML []byte

// ExampleYAML is the commented example config, which a Draft fills in anew and which the
// committed example book is made from.
func ExampleYAML() []byte { return slices.Clone(exampleYAML) }

// Example is the example config.
func Example() Config {
	c, err := Parse("example.yaml", exampleYAML)
	if err != nil {
		panic(err) // a test holds it valid
	}
	return c
}
