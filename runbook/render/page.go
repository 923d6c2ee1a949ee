package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"io/fs"

	"github.com/yuin/goldmark/parser"
)

// html makes the one self-contained page of the book: the Markdown, rendered,
// with its style inside. Its policy for the browser allows that style by its
// hash and nothing else: no script, no request of any kind.
func html(templates fs.FS, data page, markdownSource []byte) ([]byte, error) {
	var body bytes.Buffer
	ids := parser.WithContext(parser.NewContext(parser.WithIDs(newAnchors())))
	if err := markdown().Convert(markdownSource, &body, ids); err != nil {
		return nil, err
	}
	style, err := readText(templates, "style.css")
	if err != nil {
		return nil, err
	}
	frame, err := readText(templates, "page.html.tmpl")
	if err != nil {
		return nil, err
	}
	t, err := template.New("page").Parse(frame)
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(style))
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{
		"Account": data.Account.Name(),
		// Both are our own: the style sheet as it stands, and what goldmark
		// made of Markdown, which lets no raw HTML through.
		"Style":     template.CSS(style),
		"Body":      template.HTML(body.String()),
		"StyleHash": base64.StdEncoding.EncodeToString(digest[:]),
	})
	return out.Bytes(), err
}
