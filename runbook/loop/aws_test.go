//go:build loop

package loop

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// awsV1 is a program that is version 1 of the aws command, without the half
// second that it takes to start: see testdata/aws. It is started when first
// asked for, and ends with stopAWS.
var awsV1 = sync.OnceValues(func() (string, error) {
	aws, err := program("aws")
	if err != nil {
		return "", err
	}
	words, err := interpreter(aws)
	if err != nil {
		return "", err
	}
	client, door := filepath.Join(scratch, "aws"), filepath.Join(scratch, "aws.sock")
	if out, err := exec.Command("go", "build", "-o", client, "./testdata/aws").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	words = append([]string{"-c", `"$@" </dev/null >/dev/null & trap 'kill $!' EXIT; read -r _`, "bash"}, words...)
	cmd := exec.Command("bash", append(words, "testdata/aws/serve.py", door)...)
	cmd.Env = append(cmd.Environ(), "LANG=C.UTF-8")
	var said bytes.Buffer
	cmd.Stderr = &said
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	stopAWS = func() {
		_ = lifeline.Close()
		_ = cmd.Wait()
	}
	for range 600 {
		if c, err := net.Dial("unix", door); err == nil {
			return client, c.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return "", fmt.Errorf("the server of the aws command did not start: %s", said.String())
})

// plainAWS is where version 1 of the aws command itself is.
func plainAWS(t *testing.T) string {
	t.Helper()
	aws, err := program("aws")
	must(t, aws, err)
	return aws
}

// stopAWS ends what awsV1 started.
var stopAWS = func() {}

// TestAWS: to the shell, the quick aws is the same as the one it stands for.
func TestAWS(t *testing.T) {
	t.Parallel()
	b := newBook(t, borrow(t), account)
	slow := plainAWS(t)
	b.must("do", "account-alias")
	for _, line := range []string{
		"sts get-caller-identity", "iam list-account-aliases --output text", "iam list-account-aliases --query 'AccountAliases[0]'",
		"iam get-user --user-name nobody", "s3api head-bucket --bucket nobody", "iam create-usr", "iam get-user --nme x",
		"iam create-user --cli-input-json file://missing.json", "--version", "sns list-topics --region eu-west-1 --output table",
		"iam get-user --user-name 'J\"o $(date) ü' --debug 2>/dev/null", "configure list",
		"iam create-user --user-name x --tags file:///dev/stdin </dev/null", "ec2 describe-regions --endpoint-url http://127.0.0.1:9",
	} {
		b.useV1()
		quick := b.run("aws " + line)
		b.aws("exec " + toFront(slow) + ` "$@"`)
		if plain := b.run("aws " + line); quick.out != plain.out || quick.code != plain.code {
			t.Errorf("aws %s ends with %d, and quickly with %d:\n%s\n%s", line, plain.code, quick.code, plain.out, quick.out)
		}
	}
	if _, err := os.Stat(filepath.Join(scratch, "aws.sock")); err != nil {
		t.Error(err)
	}
}
