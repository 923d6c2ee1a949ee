// Package templates holds all text that a reader sees.
package templates

import "embed"

// FS holds steps/<id>.md, one for each step; chapters/*.md, the chapters around
// them; and the frames of the book, the page and collect.sh.
//
//go:embed *.tmpl *.css *.js chapters/*.md steps/*.md
var FS embed.FS
