package render

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook/config"
)

func TestThePageAllowsItsOwnAndNothingElse(t *testing.T) {
	source := string(filesOf(t, config.Example(), nil)["runbook.html"])
	hash := func(element string) string {
		_, rest, _ := strings.Cut(source, "<"+element+">")
		text, _, ok := strings.Cut(rest, "</"+element+">")
		if !ok {
			t.Fatalf("the page has no %s", element)
		}
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	want := `content="default-src 'none'; style-src ` + hash("style") + `; script-src ` + hash("script") + `; base-uri 'none'; form-action 'none'"`
	if !strings.Contains(strings.ReplaceAll(source, "&#43;", "+"), want) {
		t.Errorf("the page does not say %s", want)
	}
	for _, element := range parsePage(t, []byte(source)).structure {
		name, attributes, _ := strings.Cut(element, " ")
		if slices.Contains([]string{"iframe", "object", "embed", "link", "base", "form", "img", "image", "use", "foreignobject"}, name) {
			t.Errorf("the page has the element %s", element)
		}
		if regexp.MustCompile(`(^| )(on\w+|style|src|srcset|action|formaction)=`).MatchString(attributes) {
			t.Errorf("the page has the element %s", element)
		}
	}
	if n := strings.Count(source, "<script") + strings.Count(source, "<style"); n != 2 {
		t.Errorf("the page has %d scripts and styles, want one of each", n)
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	page := parsePage(t, filesOf(t, config.Example(), nil)["runbook.html"])
	inside := 0
	for _, link := range page.links {
		target, err := url.Parse(link)
		switch {
		case err != nil:
			t.Errorf("%s: %v", link, err)
		case strings.HasPrefix(link, "#"):
			inside++
			if !page.ids[target.Fragment] {
				t.Errorf("%s leads nowhere", link)
			}
		case target.Scheme != "https":
			t.Errorf("%s is no https address", link)
		}
	}
	book, _ := bookOf(t, config.Example())
	if inside < len(book.Entries) {
		t.Errorf("%d links to %d steps", inside, len(book.Entries))
	}
}

func TestAnchors(t *testing.T) {
	ids := anchors{}
	for _, c := range [][2]string{
		{"Why", "why"}, {"Why", "why-1"}, {"3. Make sure", "3-make-sure"}, {"It's `a` *b*", "its-a-b"}, {"a_b - c", "a_b---c"},
		{"Schlüssel für 日本", "schlüssel-für-日本"}, {"???", ""}, {"Why-1", "why-1-1"}, {"Why", "why-2"},
	} {
		if got := string(ids.Generate([]byte(c[0]), 0)); got != c[1] {
			t.Errorf("%q is %q, want %q", c[0], got, c[1])
		}
	}
}

// printDigest makes this test binary print the digests of the example's files.
const printDigest = "HARDBOOK_PRINT_DIGEST"

func TestMain(m *testing.M) {
	if os.Getenv(printDigest) != "" {
		fmt.Print(digests(&testing.T{}))
		return
	}
	os.Exit(m.Run())
}

func digests(t *testing.T) string {
	var all []string
	cfg := config.Example()
	for name, content := range filesOf(t, cfg, withReasons(t, cfg, "reason")) {
		all = append(all, fmt.Sprintf("%x %s", sha256.Sum256(content), name))
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

// TestSameBytes makes the book in other processes, in another place, language
// and time zone.
func TestSameBytes(t *testing.T) {
	want := digests(t)
	if again := digests(t); again != want {
		t.Errorf("twice in one process:\n%s\n%s", want, again)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, env := range [][]string{
		{"TZ=Asia/Tokyo", "LANG=tr_TR.UTF-8", "HOME=/nonexistent", "GOMAXPROCS=1"},
		{"TZ=America/Los_Angeles", "LANG=C", "HOME=" + t.TempDir(), "USER=somebody", "HOSTNAME=else", "AWS_PROFILE=x", "NO_COLOR=1"},
	} {
		cmd := exec.Command(self)
		cmd.Dir, cmd.Env = t.TempDir(), append(env, printDigest+"=1")
		if out, err := cmd.Output(); err != nil || string(out) != want {
			t.Errorf("with %s: %v\ngot  %s\nwant %s", env, err, out, want)
		}
	}
}
