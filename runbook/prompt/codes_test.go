package prompt

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// TestCodesComeOneAtATime: who asks for a code has the terminal to itself, and says
// for which account.
func TestCodesComeOneAtATime(t *testing.T) {
	var out bytes.Buffer
	c := NewCodes(Streams{In: strings.NewReader("111111\n222222\n"), Err: &out})
	done := c.Turn(t.Context())
	late, stop := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer stop()
	c.Turn(late)() // gives up when its time is over, and takes nobody's turn
	second := make(chan func())
	go func() { second <- c.Turn(t.Context()) }()
	select {
	case <-second:
		t.Error("two ask at once")
	case <-time.After(20 * time.Millisecond):
	}
	if code, err := c.Ask(t.Context(), "the profile of acme"); code != "111111" || err != nil || !c.Busy() {
		t.Errorf("got %q, %v", code, err)
	}
	done()
	(<-second)()
	if code, err := c.Ask(t.Context(), "this profile"); code != "222222" || err != nil || c.Busy() {
		t.Errorf("got %q, %v", code, err)
	}
	if want := "hardbook: MFA code for the profile of acme: hardbook: MFA code for this profile: "; out.String() != want {
		t.Errorf("it asks %q", &out)
	}
}

// TestGivenUp: a question whose time is over has no answer, and what is typed then
// answers the next one.
func TestGivenUp(t *testing.T) {
	typed, keys, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer typed.Close()
	c := NewCodes(Streams{In: typed, Err: io.Discard})
	late, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := c.Ask(late, "gone"); err == nil {
		t.Error("it waits for ever")
	}
	if _, err := keys.WriteString(" 111111 \r\n222222"); err != nil {
		t.Fatal(err)
	}
	keys.Close()
	for _, want := range []string{"111111", "222222"} {
		if code, err := c.Ask(t.Context(), "next"); code != want || err != nil {
			t.Errorf("got %q, %v, want %s", code, err, want)
		}
	}
	if _, err := c.Ask(t.Context(), "none"); !errors.Is(err, io.EOF) {
		t.Errorf("after the end: %v", err)
	}
}
