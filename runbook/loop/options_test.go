//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An order is a command of the book's, and where it stands.
type order struct {
	where string
	words []string // without aws before them
}

// TestOptions: no command of the book, in whatever branch, uses an operation, an
// option or a form of value that the aws command does not take. It is read by
// the code of the aws commands themselves, which sends nothing.
func TestOptions(t *testing.T) {
	need(t, "aws", awsV2)
	t.Parallel()
	var orders []order
	for _, change := range []string{"", "s/regions: .*]/home_region: eu-west-1, regions: [eu-west-1]/", "s/regions: .*]/home_region: eu-west-1/"} {
		b := newBook(t, nil, account)
		if change != "" {
			b.rewrite(change)
		}
		orders = append(orders, b.orders()...)
	}
	needed := map[string]bool{}
	for _, o := range complaints(t, plainAWS(t), orders) {
		if command := o.newer(); command == "" {
			t.Errorf("version 1 of aws does not take what is in %s: %s", o.where, o.said)
		}
	}
	for _, o := range complaints(t, awsV2, orders) {
		excused := o.newer()
		for step, name := range tooOld {
			if slices.ContainsFunc(o.words, func(word string) bool { return strings.Contains(word, name) }) && o.isUnheardOf(name) {
				excused, needed[step] = step, true
			}
		}
		if excused == "" {
			t.Errorf("version 2 of aws does not take what is in %s: %s", o.where, o.said)
		}
		needed[excused] = true
	}
	for step, name := range tooOld {
		if !needed[step] {
			t.Errorf("this version 2 of aws takes %s: take %s out of tooOld", name, step)
		}
	}
	for command, why := range newer {
		if !needed[command] {
			t.Errorf("the book does not show aws %s, or this version 2 takes it: take it out of newer (%s)", command, why)
		}
	}
}

// newer are commands that the book shows outside of its blocks although a
// version of aws that we have does not know them: why.
var newer = map[string]string{
	"login":                           "the book says next to it that it takes version 2.32",
	"freetier get-account-plan-state": "the book says below it that an older aws does not know it",
}

// newer is the command in the table of newer ones that the complaint is about.
func (c complaint) newer() string {
	for command := range newer {
		if strings.HasPrefix(strings.Join(c.words, " ")+" ", command+" ") && strings.Contains(c.said, "nvalid choice") {
			return command
		}
	}
	return ""
}

// rewrite makes the book anew after a change of its config, in sed's words.
func (b *book) rewrite(change string) {
	b.t.Helper()
	if r := b.run("sed -i '" + change + "' hardbook.yaml"); r.code != 0 {
		b.t.Fatal(r.out)
	}
	if r := b.hardbook(nil, "generate"); r.code != 0 {
		b.t.Fatal(r.out)
	}
}

// orders are all commands of the book: of its blocks, of what else it shows to
// be pasted, such as under "Check it yourself", and of collect.sh.
func (b *book) orders() []order {
	b.t.Helper()
	scripts := map[string]string{"collect.sh": b.file("collect.sh")}
	files, err := filepath.Glob(filepath.Join(b.folder(), "commands", "*.sh"))
	must(b.t, files, err)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(b.t, raw, err)
		scripts["commands/"+filepath.Base(file)] = string(raw)
	}
	heading := regexp.MustCompile(`(?m)^#+ (.*)\n`)
	shown := b.file("runbook.md")
	for _, at := range regexp.MustCompile("(?ms)^```sh(?: check)?\n(.*?)^```$").FindAllStringSubmatchIndex(shown, -1) {
		titles := heading.FindAllStringSubmatch(shown[:at[0]], -1)
		scripts[fmt.Sprintf("the book, under %q, at byte %d", titles[len(titles)-1][1], at[0])] = shown[at[2]:at[3]]
	}
	var orders []order
	for name, script := range scripts {
		found := calls(script)
		// Another, coarser way to find them must not find more.
		coarse := regexp.MustCompile(`(?m)(?:^|[(; ])aws [a-z0-9-]+ [a-z0-9-]+`).FindAllString(script, -1)
		if name != "collect.sh" && len(found) != len(coarse) {
			b.t.Errorf("%s has %d aws commands, of which %d were read: %q", name, len(coarse), len(found), coarse)
		}
		for _, c := range found {
			orders = append(orders, order{fmt.Sprintf("%s, line %d", name, c.line), c.words})
		}
	}
	if len(scripts) < len(b.played()) || len(orders) < len(scripts) {
		b.t.Fatalf("%d commands in %d scripts: they are not all found", len(orders), len(scripts))
	}
	return orders
}

// A complaint is what an aws says about an order.
type complaint struct {
	order
	said string
}

// isUnheardOf reports whether the complaint is that the option, or the command
// with this in its name, does not exist.
func (c complaint) isUnheardOf(name string) bool {
	return strings.Contains(c.said, "Unknown options: "+name) || strings.Contains(c.words[1], name) && strings.Contains(c.said, "nvalid choice")
}

// complaints has an aws read orders.
func complaints(t *testing.T, aws string, orders []order) []complaint {
	t.Helper()
	python, err := interpreter(aws)
	must(t, python, err)
	var lines [][]string
	for _, o := range orders {
		lines = append(lines, o.words)
	}
	in, err := json.Marshal(lines)
	must(t, in, err)
	cmd := exec.Command(python[0], append(python[1:], "testdata/options.py")...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "AWS_DEFAULT_REGION=us-east-1", "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null"}
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(in)), os.Stderr
	out, err := cmd.Output()
	must(t, out, err)
	var found []complaint
	said := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(said) != len(orders) {
		t.Fatalf("%d answers about %d commands", len(said), len(orders))
	}
	for i, line := range said {
		var text string
		must(t, line, json.Unmarshal([]byte(line), &text))
		if text != "" {
			found = append(found, complaint{orders[i], text})
		}
	}
	return found
}
