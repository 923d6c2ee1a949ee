//go:build loop

package loop

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"hardbook/runbook/testneeds"
)

// account is the account that the emulators play.
const account = "111122223333"

// A cloud is one emulated AWS account, and the road to it.
type cloud struct {
	*front        // what shells and hardbook talk to
	moto   string // the emulator's own address
	notes  string // the file where the emulator says what it checked
	stop   func()
}

// clouds are the emulators. There are two, so that two tests can use one each.
var clouds = func() chan *cloud {
	pool := make(chan *cloud, 2)
	for range cap(pool) {
		pool <- nil // started by the first test that needs it
	}
	return pool
}()

// borrow gives the test an empty account until the test ends.
func borrow(t *testing.T) *cloud {
	t.Helper()
	need(t, testneeds.AWS1, testneeds.Python, "bash")
	c := <-clouds
	t.Cleanup(func() { clouds <- c })
	if c == nil {
		started, err := startCloud()
		if err != nil {
			t.Fatal(err)
		}
		c = started
	}
	c.reset(t)
	return c
}

func stopClouds() {
	for range cap(clouds) {
		if c := <-clouds; c != nil {
			c.stop()
		}
	}
}

// startCloud starts moto on a free port, by the script that puts its check of
// permissions right. The shell around it ends moto when
// this process is gone, however it went.
func startCloud() (*cloud, error) {
	python, err := testneeds.Path(testneeds.Python)
	if err != nil {
		return nil, err
	}
	notes, err := os.CreateTemp(scratch, "asked-")
	if err != nil {
		return nil, err
	}
	defer notes.Close()
	cmd := exec.Command("bash", "-c", `"$@" </dev/null & trap 'kill $!' EXIT; read -r _`,
		"bash", python, "testdata/moto.py", "-H", "127.0.0.1", "-p", "0")
	cmd.Env = append(cmd.Environ(), "HARDBOOK_ASKED="+notes.Name(),
		"MOTO_ACCOUNT_ID="+account, "MOTO_IAM_LOAD_MANAGED_POLICIES=true", "MOTO_EC2_LOAD_DEFAULT_AMIS=false")
	lifeline, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	log, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &cloud{notes: notes.Name()}
	said := ""
	lines := bufio.NewScanner(log)
	for c.moto == "" && lines.Scan() {
		said += lines.Text() + "\n"
		c.moto = regexp.MustCompile(`http://127\.0\.0\.1:\d+`).FindString(lines.Text())
	}
	if c.moto == "" {
		return nil, errors.New("moto did not start: " + said)
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	c.front = newFront(c.moto)
	c.stop = func() {
		_ = lifeline.Close()
		_ = cmd.Wait()
		c.server.Close()
	}
	return c, nil
}

// reset empties the account, which manages an organization, lets everybody do
// everything, and forgets what was asked.
func (c *cloud) reset(t *testing.T) {
	t.Helper()
	c.enforce(t, "inf")
	c.post(t, "/moto-api/reset", "")
	c.clearFront()
	if made := c.jsonCall(t, c.moto, "organizations", "AWSOrganizationsV20161128.CreateOrganization", `"FeatureSet":"ALL"`); !strings.Contains(made, `"MasterAccountId":"`+account+`"`) {
		t.Fatalf("no organization is made: %s", made)
	}
	c.forget()
}

// enforce makes moto check permissions after this many more requests.
func (c *cloud) enforce(t *testing.T, after string) {
	t.Helper()
	c.post(t, "/moto-api/reset-auth", after)
}

func (c *cloud) post(t *testing.T, path, body string) {
	t.Helper()
	answer, err := http.Post(c.moto+path, "text/plain", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s", path, answer.Status)
	}
}
