//go:build loop

package loop

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hardbook/runbook/testneeds"
)

// awsCommands are the versions of the aws command that people use today.
var awsCommands = map[int]string{1: testneeds.AWS1, 2: testneeds.AWS2}

// plainAWS returns the path of a version of the aws command awsCommands.
func plainAWS(t *testing.T, version int) string {
	t.Helper()
	return testneeds.Program(t, awsCommands[version])
}

// awsV1 and awsV2 are programs that do what a version of the aws command does,
// without the time that it takes to start: see testdata/aws. What runs the
// commands is started when first asked for, and ends with stopAWS.
var (
	awsV1 = sync.OnceValues(func() (string, error) { return startAWS(1) })
	awsV2 = sync.OnceValues(func() (string, error) { return startAWS(2) })
)

// startAWS starts the server of a version, and returns the program that calls it.
func startAWS(version int) (string, error) {
	client, err := build(filepath.Join(fmt.Sprint("aws-", version), "aws"), "./testdata/aws")
	if err != nil {
		return "", err
	}
	cmd, err := plugged(awsCommands[version], "serve", filepath.Dir(client))
	if err != nil {
		return "", err
	}
	cmd.Env = append(cmd.Env, "AWS_SERVER="+client+".sock", "HOME=/proc/self/fd/200")
	var said bytes.Buffer
	cmd.Stderr = &said
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return "", err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	lifelines <- lifeline
	line, err := bufio.NewReader(out).ReadString('\n')
	if line != "ready\n" {
		return "", fmt.Errorf("the server of the aws command, version %d, did not start: %w: %s%s", version, errors.Join(err, cmd.Wait()), line, said.String())
	}
	return client, nil
}

// lifelines are the standard inputs of the servers that run.
var lifelines = make(chan io.Closer, len(awsCommands))

// stopAWS ends what startAWS started.
func stopAWS() {
	close(lifelines)
	for l := range lifelines {
		_ = l.Close()
	}
}

// plugged returns an aws command with a plugin of testdata/aws, which takes it
// over before it does anything of its own. dir becomes a folder for its config.
func plugged(aws, plugin, dir string) (*exec.Cmd, error) {
	path, err := testneeds.Path(aws)
	if err != nil {
		return nil, err
	}
	plugins, err := filepath.Abs("testdata/aws")
	if err != nil {
		return nil, err
	}
	config := filepath.Join(dir, "config")
	text := "[plugins]\n" + plugin + " = " + plugin + "\n"
	if aws != testneeds.AWS1 { // which looks for plugins where Python looks for modules
		text += "cli_legacy_plugin_path = " + plugins + "\n"
	}
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(config, []byte(text), 0o600)); err != nil {
		return nil, err
	}
	cmd := exec.Command(path, "--version")
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "AWS_CONFIG_FILE=" + config, "PYTHONPATH=" + plugins, "PYTHONDONTWRITEBYTECODE=1"}
	return cmd, nil
}

// TestAWS: to the shell, the quick aws of each version is the same as the one it
// stands for: exit code, standard output and standard error.
func TestAWS(t *testing.T) {
	need(t, testneeds.AWS2)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.must("do", "account-alias")
	alias := filepath.Join(b.me(), ".aws", "cli")
	must(t, alias, errors.Join(os.MkdirAll(alias, 0o700), os.WriteFile(alias+"/alias", []byte("[toplevel]\nwhoami = sts get-caller-identity\n"), 0o600)))
	for version, quick := range map[int]func() string{1: b.asV1, 2: b.asV2} {
		standIns := []string{quick(), "exec " + toFront(plainAWS(t, version)) + ` "$@"`}
		for _, line := range []string{
			"sts get-caller-identity", "iam list-account-aliases --output text", "iam list-account-aliases --query 'AccountAliases[0]'",
			"iam get-user --user-name nobody", "s3api head-bucket --bucket nobody", "iam create-usr", "iam get-user --nme x",
			"iam create-user --cli-input-json file://missing.json", "--version", "sns list-topics --region eu-west-1 --output table",
			"iam get-user --user-name 'J\"o $(date) ü' --debug 2>/dev/null", "configure list",
			"iam create-user --user-name x --tags file:///dev/stdin </dev/null", "ec2 describe-regions --endpoint-url http://127.0.0.1:9",
			"whoami", "sns create-topic --name x --tags file:///dev/stdin <<<'[{\"Key\":\"a\",\"Value\":\"b\"}]'",
			"configure list --profile nobody", "--version; env -u AWS_ACCESS_KEY_ID aws configure list",
		} {
			var said [2]string
			for i, script := range standIns {
				b.aws(script)
				cmd := exec.Command("bash", "-c", "aws "+line)
				cmd.Env, cmd.Dir = b.env(), b.home
				var out, complaint strings.Builder
				cmd.Stdout, cmd.Stderr = &out, &complaint
				if err := cmd.Run(); cmd.ProcessState == nil {
					t.Fatal(err)
				}
				said[i] = fmt.Sprintf("exit code %d\n%s\n%s", cmd.ProcessState.ExitCode(), out.String(), complaint.String())
			}
			if said[0] != said[1] {
				t.Errorf("version %d, aws %s: quick, %s\nplain, %s", version, line, said[0], said[1])
			}
		}
	}
}
