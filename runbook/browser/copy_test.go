//go:build loop

package browser

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	dom "golang.org/x/net/html"

	"hardbook/runbook/config"
)

// blocks are the contents of commands/ by the selectors of their blocks on the page.
func blocks(t *testing.T, files map[string][]byte) map[string]string {
	t.Helper()
	name := regexp.MustCompile(`^\d+-(.+?)(\.undo)?\.sh$`)
	found := map[string]string{}
	for file, content := range files {
		if path.Dir(file) != "commands" {
			continue
		}
		m := name.FindStringSubmatch(path.Base(file))
		kind := "do"
		if m[2] != "" {
			kind = "undo"
		}
		found["#"+m[1]+" figure."+kind] = string(content)
	}
	if len(found) < 60 {
		t.Fatalf("the book has %d files of commands", len(found))
	}
	return found
}

// copies gets every block onto the clipboard as this says, in JavaScript with
// the block as "figure", and returns what is on the clipboard then.
func copies(b *tab, want map[string]string, how string) map[string]string {
	b.t.Helper()
	got := map[string]string{}
	// A page may copy for some seconds after a click.
	for some := range slices.Chunk(slices.Sorted(maps.Keys(want)), 20) {
		list, err := json.Marshal(some)
		if err != nil {
			b.t.Fatal(err)
		}
		maps.Copy(got, eval[map[string]string](b, `(async (selectors) => {
			const got = {};
			for (const selector of selectors) {
				const figure = document.querySelector(selector);
				await clipboard.writeText('nothing');
				`+how+`
				got[selector] = await clipboard.readText();
			}
			return got;
		})(`+string(list)+`)`))
	}
	return got
}

func same(t *testing.T, how string, got, want map[string]string) {
	t.Helper()
	for selector, text := range want {
		if got[selector] != text {
			t.Errorf("%s, of %s there is %q, want %q", how, selector, got[selector], text)
		}
	}
}

// TestCopyGivesTheBlock and nothing else: no prompt, no mark of a wrapped line.
// Each way of copying gives the bytes of the file in commands/. No other test may
// use the clipboard: there is one.
func TestCopyGivesTheBlock(t *testing.T) {
	t.Parallel()
	files := bookFiles(t, full(t), false)
	want := blocks(t, files)
	for _, width := range []int64{1280, 390} {
		b := open(t, files["runbook.html"], width)
		b.allowClipboard()
		const press = `const button = figure.querySelector('.copy');
			button.click();
			for (let i = 0; i < 200 && button.textContent === 'Copy'; i++) await new Promise((done) => setTimeout(done, 5));
			if (button.textContent !== 'Copied') throw new Error(button.textContent);`
		eval[any](b, `globalThis.clipboard = navigator.clipboard, null`)
		if width == 390 {
			eval[any](b, `Object.defineProperty(navigator, 'clipboard', {value: undefined}), null`)
			same(t, "with the button of an old browser", copies(b, want, press), want)
		} else {
			same(t, "with the button", copies(b, want, press), want)
			same(t, "with the key", copies(b, map[string]string{"#budget figure.do": ""}, `
				document.getElementById('budget').focus();
				document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'c', bubbles: true}));
				await new Promise((done) => setTimeout(done, 100));`), map[string]string{"#budget figure.do": want["#budget figure.do"]})
		}
		const selected = `getSelection().selectAllChildren(figure.querySelector('pre'));
			if (!document.execCommand('copy')) throw new Error('not copied');`
		byHand := copies(b, want, selected)
		for selector, text := range byHand {
			byHand[selector] = strings.TrimSuffix(text, "\n") + "\n" // a terminal needs Enter then
		}
		same(t, "selected by hand", byHand, want)
		if width == 390 { // without navigator.clipboard
			last := eval[string](b, `(async () => {
				document.execCommand = () => false;
				const button = document.querySelector('article:last-of-type .copy');
				button.click();
				await new Promise((done) => setTimeout(done, 50));
				return button.textContent;
			})()`)
			if last != "Not copied: select it by hand" {
				t.Errorf("when nothing can be copied the button says %q", last)
			}
		}
	}
}

// TestTheBooksHaveTheSameBlocks: what readers copy from the Markdown, as
// rendered, is what is in commands/.
func TestTheBooksHaveTheSameBlocks(t *testing.T) {
	t.Parallel()
	for _, cfg := range []config.Config{config.Example(), full(t)} {
		files := bookFiles(t, cfg, false)
		var out bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(files["runbook.md"], &out); err != nil {
			t.Fatal(err)
		}
		doc, err := dom.Parse(&out)
		if err != nil {
			t.Fatal(err)
		}
		times := map[string]int{}
		for n := range doc.Descendants() {
			if n.Type == dom.ElementNode && n.Data == "pre" {
				var text strings.Builder
				for d := range n.Descendants() {
					if d.Type == dom.TextNode {
						text.WriteString(d.Data)
					}
				}
				times[text.String()]++
			}
		}
		for selector, text := range blocks(t, files) {
			if times[text] != 1 {
				t.Errorf("%s stands %d times in runbook.md", selector, times[text])
			}
		}
	}
}
