package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	dom "golang.org/x/net/html"

	"hardbook/runbook/quote"
)

// marks are where a page says canary: the elements around each text that does.
// Anything but text is told.
func marks(t *testing.T, what string, page []byte) map[string]bool {
	t.Helper()
	root, err := dom.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for n := range root.Descendants() {
		isText := n.Type == dom.TextNode
		// A comment stands where a reader of Markdown left markup out, too.
		if n.Type == dom.CommentNode || !isText && strings.Contains(n.Data, "canary") {
			t.Errorf("%s: a name made the markup %.200q", what, n.Data)
		}
		for _, a := range n.Attr {
			if strings.Contains(a.Key+a.Val, "canary") {
				t.Errorf("%s: a name is in the attribute %s=%.200q of %s", what, a.Key, a.Val, n.Data)
			}
		}
		if isText && strings.Contains(n.Data, "canary") {
			around := ""
			for p := range n.Ancestors() {
				around = p.Data + " " + around
			}
			found[around] = true
		}
	}
	return found
}

// asGitHub is Markdown as GitHub shows it.
func asGitHub(t *testing.T, source []byte) []byte {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Convert(source, &page); err != nil {
		t.Fatal(err)
	}
	return page.Bytes()
}

// texts are the texts in a document of JSON or XML.
func texts(t *testing.T, format string, document []byte) []string {
	t.Helper()
	var all []string
	if format == "junit" {
		known := strings.Fields("testsuites testsuite properties property testcase skipped error failure system-out")
		for d := xml.NewDecoder(bytes.NewReader(document)); ; {
			token, err := d.Token()
			if err == io.EOF {
				return all
			}
			if err != nil {
				t.Fatalf("%v in\n%.2000s", err, document)
			}
			switch token := token.(type) {
			case xml.StartElement:
				if !slices.Contains(known, token.Name.Local) {
					t.Errorf("a name made the element %s", token.Name.Local)
				}
				for _, a := range token.Attr {
					all = append(all, a.Value)
				}
			case xml.CharData:
				all = append(all, string(token))
			case xml.Comment, xml.Directive:
				t.Errorf("a name made %q", token)
			}
		}
	}
	var v any
	if err := json.Unmarshal(document, &v); err != nil {
		t.Fatalf("%s: %v in\n%.2000s", format, err, document)
	}
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, member := range v {
				walk(member)
			}
		case []any:
			for _, item := range v {
				walk(item)
			}
		case string:
			all = append(all, v)
		}
	}
	walk(v)
	return all
}

// inert tells of what a terminal might obey, or what is no text at all.
func inert(t *testing.T, what string, content []byte) {
	t.Helper()
	for i, c := range string(content) {
		if c != '\n' && quote.Terminal(string(c)) != string(c) || c == utf8.RuneError && content[i] != "\uFFFD"[0] {
			t.Errorf("%s holds %q at %.60q", what, c, content[max(0, i-30):])
			return
		}
	}
}
