// Package templates holds all text that a reader sees.
package templates

import "embed"

// FS holds steps/<id>.md, one for each step; commands/*.sh.tmpl, what the blocks of
// several steps share; chapters/*.md, the chapters around
// them; and the frames of the book, the page and collect.sh.
//
//go:embed *.tmpl *.css *.js chapters/*.md commands/*.sh.tmpl steps/*.md
var FS embed.FS
