//go:build loop

package loop

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/pquerna/otp/totp"
)

// A phone is the reader with an authenticator app: it reads the key off the
// screen, and types the codes, or the Region, that a block asks for.
type phone struct {
	named  bool     // a Region was typed
	typed  int      // codes typed so far
	codes  []string // which they were
	opened time.Time
}

var (
	seedLine = regexp.MustCompile(`(?m)^([A-Z2-7]{16,})\s*$`)
	codeLine = regexp.MustCompile(`(?m)^.*\bcode\b.*:\s*$`)
	// The reader takes the Region of the example.
	regionLine = regexp.MustCompile(`(?m)^Type the Region .* such as ([a-z0-9-]+).*:\s*$`)
)

// look reads the screen and says what to type now, if anything.
func (p *phone) look(screen string) string {
	if region := regionLine.FindStringSubmatch(screen); region != nil && !p.named {
		p.named = true
		return region[1]
	}
	seed := seedLine.FindStringSubmatch(screen)
	if seed == nil || len(codeLine.FindAllString(screen, -1)) <= p.typed {
		return ""
	}
	if p.opened.IsZero() {
		p.opened = time.Now()
	}
	code, err := totp.GenerateCode(seed[1], p.opened.Add(time.Duration(p.typed)*30*time.Second))
	if err != nil {
		return "" // the block then waits in vain, which the test shows
	}
	p.typed++
	p.codes = append(p.codes, code)
	return code
}

// A screen is what a block prints to, and a person who answers.
type screen struct {
	mu    sync.Mutex
	text  bytes.Buffer
	phone *phone
	keys  io.Writer
}

// Write shows text and answers it.
func (s *screen) Write(text []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text.Write(text)
	if code := s.phone.look(s.text.String()); code != "" {
		_, _ = io.WriteString(s.keys, code+"\n")
	}
	return len(text), nil
}

// shell runs a step's block as SHELL FILE, and answers its prompts.
func (b *book) shell(command []string, kind, id string, env ...string) result {
	b.t.Helper()
	file := b.block(kind, id)
	if file == "" {
		b.t.Fatalf("%s has no %s block", id, kind)
	}
	cmd := exec.Command(command[0], append(command[1:], file)...)
	cmd.Env, cmd.Dir = b.env(env...), b.home
	stdin, keys, err := os.Pipe()
	if err != nil {
		b.t.Fatal(err)
	}
	defer stdin.Close()
	defer keys.Close()
	s := &screen{phone: &phone{}, keys: keys}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, s, s
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		b.t.Fatal(err)
	}
	if left := b.leftovers(); left != "" {
		b.t.Errorf("%s of %s leaves files behind: %s", kind, id, left)
	}
	return result{s.text.String(), cmd.ProcessState.ExitCode(), s.phone.codes}
}

// codesArrived checks that AWS was given the codes that were typed, if any.
func (b *book) codesArrived(codes []string) {
	b.t.Helper()
	if len(codes) == 0 {
		return
	}
	sent := b.cloud.granted("EnableMFADevice")
	if len(sent) == 0 {
		b.t.Errorf("codes were typed, but no MFA device was enabled")
		return
	}
	form := sent[len(sent)-1].Form
	if got := form.Get("AuthenticationCode1") + " " + form.Get("AuthenticationCode2"); got != strings.Join(codes, " ") {
		b.t.Errorf("the codes %s were sent, not %s", got, codes)
	}
}

// must runs a block that has to succeed.
func (b *book) must(kind, id string) result {
	b.t.Helper()
	return b.mustBy([]string{"bash"}, kind, id)
}

// mustBy is must with another shell, or in another environment.
func (b *book) mustBy(command []string, kind, id string, env ...string) result {
	b.t.Helper()
	r := b.shell(command, kind, id, env...)
	b.codesArrived(r.codes)
	if r.code != 0 || !strings.Contains(r.out, "Finished: "+id+"\n") {
		b.t.Fatalf("%s of %s: exit code %d\n%s", kind, id, r.code, r.out)
	}
	return r
}
