package main

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hardbook/runbook/prompt"
)

const rfcSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // of RFC 6238

// at is a clock that stands still.
func at(seconds int64) mfaOptions {
	return mfaOptions{now: func() time.Time { return time.Unix(seconds, 0) }}
}

// TestMFACodes: the codes of RFC 6238, and for how long they are good.
func TestMFACodes(t *testing.T) {
	for seconds, want := range map[int64]string{
		59:         "287082  this code, for 1 more second\n359152  the next one, after that\n",
		1111111109: "081804  this code, for 1 more second\n050471  the next one, after that\n",
		1111111111: "050471  this code, for 29 more seconds\n266759  the next one, after that\n",
	} {
		var out strings.Builder
		err := runMFACodes(t.Context(), mfaCodesOptions{mfaOptions: at(seconds)}, prompt.Streams{In: strings.NewReader(rfcSeed), Out: &out, Err: &out})
		if err != nil || out.String() != want {
			t.Errorf("at %d: %v, %q, not %q", seconds, err, &out, want)
		}
	}
}

// TestMFACheck: what is said about two codes, and the exit code.
func TestMFACheck(t *testing.T) {
	const agree = "both codes are right; the clocks agree\n"
	for _, c := range []struct {
		at    int64
		codes string
		want  string
		code  int
	}{
		{59, "287082\n359152\n", agree, 0},
		{89, "287 082\r\n359 152", agree, 0},
		{29, "287082\n359152\n", "both codes are right; the app's clock is about 30 seconds ahead of this computer's\n", 0},
		{149, "287082\n359152\n", "both codes are right; the app's clock is about 1 minute behind this computer's. Let both set their clocks by the network, then take two new codes\n", 1},
		{209, "287082\n359152\n", "both codes are right; the app's clock is about 2 minutes behind this computer's. Let both set their clocks by the network, then take two new codes\n", 1},
		{239, "287082\n\n359152\n\n", "both codes are right; the app's clock is about 2 minutes 30 seconds behind this computer's. Let both set their clocks by the network, then take two new codes\n", 1},
		{59, "359152\n287082\n", "both codes are right, but in the wrong order: the one that came first goes first; the clocks agree\n", 1},
		{59, "287082\n287082\n", "the code is right, but it is the same twice: wait for the next one; the clocks agree\n", 1},
		{59, "755224\n359152\n", "both codes are right, but do not follow each other: take two in a row; the app's clock is about 30 seconds ahead of this computer's\n", 1},
		{59, "287082\n000000\n", "the first code is right, the second is wrong; the clocks agree\n", 1},
		{59, "000000\n287082\n", "the second code is right, the first is wrong; the clocks agree\n", 1},
		{2000000000, "287082\n359152\n", "both codes are wrong: they are of another seed, or a clock is off by more than 10 minutes\n", 1},
	} {
		var out strings.Builder
		err := runMFACheck(t.Context(), at(c.at), prompt.Streams{In: strings.NewReader(rfcSeed + "\n" + c.codes), Out: &out, Err: &out})
		var verdict verdictError
		if err != nil && !errors.As(err, &verdict) || int(verdict) != c.code || out.String() != c.want {
			t.Errorf("%q at %d: %v\n%s\nnot %d\n%s", c.codes, c.at, err, &out, c.code, c.want)
		}
	}
}

// TestMFACodesAreRight: what codes prints, check takes.
func TestMFACodesAreRight(t *testing.T) {
	seed := seedFile(t)
	var out, stderr strings.Builder
	if code := run(t.Context(), []string{"mfa", "codes", "--seed-file", seed}, &out, &stderr); code != 0 {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	this, next, _ := strings.Cut(out.String(), "\n")
	o, said := mfaOptions{seedFile: seed, now: time.Now}, strings.Builder{}
	err := runMFACheck(t.Context(), o, prompt.Streams{In: strings.NewReader(this[:6] + "\n" + next[:6] + "\n"), Out: &said, Err: &said})
	if err != nil || said.String() != "both codes are right; the clocks agree\n" {
		t.Errorf("%v: %s", err, &said)
	}
}

// TestMFAExitCodes: wrong usage is 64, and stopping is not success.
func TestMFAExitCodes(t *testing.T) {
	seed := seedFile(t)
	for _, args := range []string{"mfa nonsense", "mfa codes x", "mfa codes --seed x", "mfa codes --watch --seed-file " + seed, "mfa qr --output x --seed-file " + seed} {
		var out, stderr strings.Builder
		if code := run(t.Context(), strings.Fields(args), &out, &stderr); code != exitUsage || out.String() != "" || !strings.Contains(stderr.String(), "hardbook: hint: ") {
			t.Errorf("%s: exit code %d\n%s%s", args, code, &out, &stderr)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	never, _, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := runMFACodes(ctx, mfaCodesOptions{mfaOptions: at(59)}, prompt.Streams{In: never, Out: &out, Err: &out}); err == nil || err.Error() != "stopped" {
		t.Errorf("Ctrl-C: %v\n%s", err, &out)
	}
}

// TestMFAPicture: the file is for its owner's eyes, replaces none unless told
// to, and a link is replaced and not followed.
func TestMFAPicture(t *testing.T) {
	dir := t.TempDir()
	file, other := filepath.Join(dir, "a.png"), filepath.Join(dir, "other.png")
	draw := func(output string, force bool) error {
		var out bytes.Buffer
		o := mfaQROptions{mfaOptions: at(59), output: output, force: force}
		return runMFAQR(t.Context(), o, prompt.Streams{In: strings.NewReader(rfcSeed), Out: &out, Err: &out})
	}
	if err := os.WriteFile(other, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, file); err != nil {
		t.Skip(err) // Windows, without the right to
	}
	if err := draw(file, false); err == nil {
		t.Error("a link is written over")
	}
	if err := draw(file, true); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(other); err != nil || string(text) != "mine" {
		t.Errorf("the file behind the link: %q, %v", text, err)
	}
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
		t.Fatalf("%v, %v", info.Mode(), err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := png.Decode(f); err != nil {
		t.Error(err)
	}
	if err := draw(filepath.Join(dir, "b.png"), false); err != nil {
		t.Error(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "c.png"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := draw(filepath.Join(dir, "c.png"), true); err == nil {
		t.Error("a folder is written over")
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".hardbook-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestMFANames: what the app shows is what was said, else what the address says.
func TestMFANames(t *testing.T) {
	for _, c := range []struct {
		seed, account, issuer, want string
	}{
		{rfcSeed, "", "", "AWS:virtual-mfa"},
		{rfcSeed, "jo", "", "AWS:jo"},
		{rfcSeed, "jo", "Acme Inc", "Acme%20Inc:jo"},
		{"otpauth://totp/Acme:jo?secret=" + rfcSeed, "", "", "Acme:jo"},
		{"otpauth://totp/Acme:jo?secret=" + rfcSeed, "ann", "", "Acme:ann"},
		{"otpauth://totp/jo?secret=" + rfcSeed, "", "", "jo"},
	} {
		o := mfaQROptions{mfaOptions: at(59), account: c.account, issuer: c.issuer}
		seed, err := o.seed(t.Context(), prompt.NewLines(prompt.Streams{In: strings.NewReader(c.seed)}))
		if err != nil {
			t.Fatal(err)
		}
		if got := o.named(seed).Address(); !strings.HasPrefix(got, "otpauth://totp/"+c.want+"?") {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

// seedFile is a file with a seed as create-virtual-mfa-device writes it: without
// the end of a line.
func seedFile(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "seed")
	if err := os.WriteFile(name, []byte(rfcSeed), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
