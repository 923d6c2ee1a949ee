//go:build loop

package loop

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/render"
	"hardbook/runbook/steps"
	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
	"hardbook/templates"
)

// A book is a generated book in the home folder of its reader, and the account
// that the reader is signed in to.
type book struct {
	runbook.Book
	t     *testing.T
	texts map[string]render.Text
	cloud *cloud // nil for a reader who is signed in to nothing
	home  string
}

// newBook writes the book about an account, with every step there is: the kind
// that manages an organization has them all.
func newBook(t *testing.T, c *cloud, id string) *book {
	t.Helper()
	b := &book{t: t, cloud: c, home: t.TempDir()}
	text := fmt.Sprintf(`version: 1
account: {id: %q, alias: of-the-loop, kind: organization-management, regions: [us-east-1, eu-west-1]}
owner: "Jo $(date) O'Doe"
notify: [one@example.com, two@example.com]
hardened_on: 2026-01-31
admin: {authenticator: "Jo's phone"}
contacts:
  security: {name: "Jo \"$(date)\" O'Doe", title: "--help", email: One@example.com, phone: "+1 (206) 555-0100"}
  operations: {name: "{a,b} * ~ $HOME", title: "Head = \\ of ; it", email: two@example.com, phone: "(206) 555-0102"}
profile: cis
paid: true
billed_checks: [cost-anomalies]
`, id)
	for _, dir := range []string{"tmp", "bin", "me"} {
		if err := os.Mkdir(filepath.Join(b.home, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	b.write("hardbook.yaml", text)
	b.useV1()
	cfg, err := config.Load(filepath.Join(b.home, "hardbook.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if b.Book, b.texts, err = render.NewBook(templates.FS, cfg, steps.All()); err != nil {
		t.Fatal(err)
	}
	if r := b.hardbook(nil, "generate"); r.code != 0 {
		t.Fatal(r.out)
	}
	return b
}

func (b *book) write(name, text string) {
	b.t.Helper()
	if err := os.WriteFile(filepath.Join(b.home, name), []byte(text), 0o700); err != nil {
		b.t.Fatal(err)
	}
}

// aws makes what a block finds as the aws command: these lines of shell.
func (b *book) aws(script string) {
	_ = os.Remove(filepath.Join(b.home, "bin", "aws")) // it can be a link to the one that plays tapes
	b.write("bin/aws", stand(script))
}

// stand is a program that stands in for the aws command.
func stand(script string) string {
	return "#!/bin/bash\nurl=${AWS_ENDPOINT_URL-}\n[ \"${1-}\" != s3control ] || url=${AWS_ENDPOINT_URL_S3_CONTROL-}\n" + script + "\n"
}

// useV1 makes the aws command version 1.
func (b *book) useV1() {
	if _, err := testneeds.Path(testneeds.AWS1); err != nil {
		return // a test without an emulator needs no aws
	}
	b.aws(b.asV1())
}

// useV2 makes the aws command version 2.
func (b *book) useV2() { b.aws(b.asV2()) }

// asV1 and asV2 are how a shell goes on as a version of the aws command.
func (b *book) asV1() string { return goOnAs(b.t, awsV1) }
func (b *book) asV2() string { return goOnAs(b.t, awsV2) }

func goOnAs(t *testing.T, version func() (string, error)) string {
	t.Helper()
	aws, err := version()
	must(t, aws, err)
	return "exec " + toFront(aws) + ` "$@"`
}

// toFront is a shell's way to start an aws that talks to the emulator, or not at
// all: the oldest does not know the variable for the endpoint. What it is, aws
// says.
func toFront(aws string) string {
	return "'" + aws + `' --endpoint-url "${url:?}"`
}

// env is the environment of the reader's shell, and nothing of this process's
// own but the PATH.
func (b *book) env(more ...string) []string {
	env := []string{
		"PATH=" + filepath.Join(b.home, "bin") + ":" + os.Getenv("PATH"), "HOME=" + b.me(), "TMPDIR=" + filepath.Join(b.home, "tmp"),
		"LANG=C.UTF-8", "TERM=xterm", "AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null",
		"AWS_EC2_METADATA_DISABLED=true", "AWS_MAX_ATTEMPTS=1",
	}
	if b.cloud != nil {
		env = append(env, "AWS_ACCESS_KEY_ID=testing", "AWS_SECRET_ACCESS_KEY=testing", "AWS_DEFAULT_REGION=us-east-1",
			"AWS_ENDPOINT_URL="+b.cloud.server.URL,
			// The account stands before the name of this host, so it cannot be an
			// address. The proxy takes what is sent to the name.
			"AWS_ENDPOINT_URL_S3_CONTROL="+strings.Replace(b.cloud.server.URL, "127.0.0.1", "localhost", 1), "http_proxy="+b.cloud.server.URL, "no_proxy=127.0.0.1")
	}
	return append(env, more...)
}

// folder is the folder of the generated book.
func (b *book) folder() string { return filepath.Join(b.home, "out", b.Config.Account.Name()) }

// me is what the reader's shell takes for the home folder.
func (b *book) me() string { return filepath.Join(b.home, "me") }

// block is the file with a step's block of this kind, do or undo; "" if it has none.
func (b *book) block(kind, id string) string {
	ending := map[string]string{"do": ".sh", "undo": ".undo.sh"}[kind]
	found, err := filepath.Glob(filepath.Join(b.folder(), "commands", "[0-9][0-9]-"+id+ending))
	if err != nil || len(found) != 1 {
		return ""
	}
	return found[0]
}

// played are the IDs of the steps that have a block, in order.
func (b *book) played() []string {
	var ids []string
	for _, e := range b.Entries {
		if b.block("do", e.Step.ID) != "" {
			ids = append(ids, e.Step.ID)
		}
	}
	if len(ids) == 0 {
		b.t.Fatal("no step has a block")
	}
	return ids
}

// steps are the IDs of the steps that have a block for this actor, in order.
func (b *book) steps(who runbook.Actor) []string {
	return slices.DeleteFunc(b.played(), func(id string) bool {
		e, err := b.Find(id)
		return err != nil || e.Step.Who != who
	})
}

// needs are the steps with a block that must be done before a step, in order.
func (b *book) needs(id string) []string {
	wanted := map[string]bool{id: true}
	for _, e := range slices.Backward(b.Entries) {
		for _, need := range e.Step.Needs {
			wanted[need] = wanted[need] || wanted[e.Step.ID]
		}
	}
	return slices.DeleteFunc(b.played(), func(other string) bool { return other == id || !wanted[other] })
}

// A result is what a process printed, on both streams, its exit code, and the
// MFA codes that were typed.
type result struct {
	out   string
	code  int
	codes []string
}

// hardbook runs hardbook in the reader's home.
func (b *book) hardbook(env []string, args ...string) result {
	b.t.Helper()
	cmd := exec.Command(hardbook, args...)
	cmd.Env, cmd.Dir = env, b.home
	return b.finish(cmd)
}

// run runs a command line in the reader's shell.
func (b *book) run(line string, env ...string) result {
	b.t.Helper()
	cmd := exec.Command("bash", "-c", line)
	cmd.Env, cmd.Dir = b.env(env...), b.home
	return b.finish(cmd)
}

func (b *book) finish(cmd *exec.Cmd) result {
	b.t.Helper()
	return b.start(cmd)()
}

// start starts a process; the function waits for its end.
func (b *book) start(cmd *exec.Cmd) func() result {
	b.t.Helper()
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		b.t.Fatal(err)
	}
	return func() result {
		b.t.Helper()
		var exit *exec.ExitError
		if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
			b.t.Fatal(err)
		}
		return result{out: out.String(), code: cmd.ProcessState.ExitCode()}
	}
}

// leftovers are the files that blocks left in the folder for temporary files.
func (b *book) leftovers() string {
	entries, err := fs.ReadDir(os.DirFS(b.home), "tmp")
	if err != nil {
		b.t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// parse reads the JSON that verify prints.
func (b *book) parse(raw []byte) verify.Report {
	b.t.Helper()
	var r verify.Report
	if err := json.Unmarshal(raw, &r); err != nil {
		b.t.Fatalf("%v in %s", err, raw)
	}
	return r
}
