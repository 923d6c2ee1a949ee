// Package templates holds all text that a reader sees.
package templates

import "embed"

// FS holds steps/<id>.md, one for each step, and the frames around them.
//
//go:embed *.tmpl *.css steps/*.md
var FS embed.FS
