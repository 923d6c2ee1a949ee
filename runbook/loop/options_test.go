//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// An order is a command of the book's, and where it stands.
type order struct {
	where string
	words []string // without aws before them
}

// file is the file it stands in.
func (o order) file() string {
	name, _, _ := strings.Cut(o.where, ",")
	return name
}

// TestOptions: no command of the book, in whatever branch, uses an operation, an
// option or a form of value that the aws command does not take. It is read by
// the code of the aws commands themselves, which sends nothing.
func TestOptions(t *testing.T) {
	need(t, testneeds.AWS1, testneeds.AWS2, testneeds.AWS2Oldest)
	t.Parallel()
	var orders []order
	shown := ""
	for _, change := range []string{"", "s/regions: .*]/home_region: eu-west-1, regions: [eu-west-1]/", "s/regions: .*]/home_region: eu-west-1/"} {
		b := newBook(t, nil, account)
		if change != "" {
			b.rewrite(change)
		}
		orders = append(orders, b.orders()...)
		shown += b.file("runbook.md")
	}
	asked := map[string]bool{} // by file and command
	for _, o := range orders {
		if o.words[len(o.words)-1] == "--generate-cli-skeleton" {
			asked[o.file()+strings.Join(o.words[:2], " ")] = true
		}
	}
	for aws, unheardOf := range unheardOf {
		needed := map[string]bool{}
		for _, c := range complaints(t, aws, orders) {
			name := c.unheardOf()
			if _, excused := unheardOf[name]; !excused {
				t.Errorf("%s does not take what is in %s: %q: %s", aws, c.where, name, c.said)
			} else if strings.HasPrefix(c.where, "commands/") && !asked[c.file()+strings.Join(c.words[:2], " ")] {
				t.Errorf("%s does not know aws %s, and the block in %s does not ask it first", aws, strings.Join(c.words[:2], " "), c.where)
			}
			needed[name] = true
		}
		for name, warning := range unheardOf {
			if !needed[name] {
				t.Errorf("%s takes %s, or the book does not show it: take it out of the table", aws, name)
			}
			if !strings.Contains(shown, warning) {
				t.Errorf("the book does not say %q, as it should of %s", warning, name)
			}
		}
	}
}

// unheardOf is what a version of the aws command does not know of what the book
// shows: the names of commands, operations and options, and the words by which
// the book tells the reader.
var unheardOf = map[string]map[string]string{
	testneeds.AWS1: {"login": withLogin},
	testneeds.AWS2: {},
	testneeds.AWS2Oldest: {
		"login":                       withLogin,
		"freetier":                    "If the command is unknown, your `aws` is too old",
		"--show-filter-expression":    "An older `aws` stops with `Unknown options`",
		"list-organizations-features": fromBefore,
		"enable-organizations-root-credentials-management":  fromBefore,
		"disable-organizations-root-credentials-management": fromBefore,
		"get-snapshot-block-public-access-state":            tooOld,
		"enable-snapshot-block-public-access":               tooOld,
		"disable-snapshot-block-public-access":              tooOld,
		"get-image-block-public-access-state":               tooOld,
		"enable-image-block-public-access":                  tooOld,
		"disable-image-block-public-access":                 tooOld,
		"get-instance-metadata-defaults":                    tooOld,
		"modify-instance-metadata-defaults":                 tooOld,
		"--all-users":                                       tooOld,
		"list-alarm-mute-rules":                             tooOld,
		"get-alarm-mute-rule":                               tooOld,
		"list-regions":                                      stops,
		"enable-region":                                     stops,
		"disable-region":                                    stops,
		"get-region-opt-status":                             stops,
	},
}

const (
	withLogin  = "This needs the AWS CLI, version 2.32 or newer"
	fromBefore = "If the block stops with `Invalid choice`, your `aws` is from before November 2024"
	tooOld     = "If it stops with `Invalid choice` or `Unknown options`, your `aws` is too old for the command"
	stops      = "If the block stops with `Invalid choice`, your `aws` is too old for the command"
)

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
		found := calls(b.t, script)
		// Another, coarser way to find them must not find more.
		coarse := regexp.MustCompile(`(?m)(?:^|[(; ])aws [a-z0-9-]+ [a-z0-9-]+`).FindAllString(script, -1)
		if name != "collect.sh" && len(found) != len(coarse) {
			b.t.Errorf("%s has %d aws commands, of which %d were read: %q", name, len(coarse), len(found), coarse)
		}
		for _, c := range found {
			orders = append(orders, order{fmt.Sprintf("%s, line %d", name, c.Line), c.Words})
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

// unheardOf is the name of the command, operation or option that the aws does
// not know, if that is the complaint.
func (c complaint) unheardOf() string {
	if options := regexp.MustCompile(`Unknown options: (\S+)$`).FindStringSubmatch(c.said); options != nil {
		return options[1]
	}
	if choice := regexp.MustCompile(`argument (command|operation): (?:I|Found i)nvalid choice`).FindStringSubmatch(c.said); choice != nil {
		return c.words[map[string]int{"command": 0, "operation": 1}[choice[1]]]
	}
	return ""
}

// complaints has an aws read orders.
func complaints(t *testing.T, aws string, orders []order) []complaint {
	t.Helper()
	var lines [][]string
	for _, o := range orders {
		lines = append(lines, o.words)
	}
	in, err := json.Marshal(lines)
	must(t, in, err)
	home := t.TempDir()
	cmd, err := plugged(aws, "options", home)
	must(t, cmd, err)
	cmd.Env = append(cmd.Env, "HOME="+home, "AWS_DEFAULT_REGION=us-east-1", "AWS_SHARED_CREDENTIALS_FILE=/dev/null")
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
