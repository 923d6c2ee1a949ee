package evidence

import (
	"os/exec"
	"strings"
	"testing"

	"hardbook/runbook/needs"
)

// hostileWords are values that would like to be more than one word.
func hostileWords() []string {
	return []string{
		"", " ", "a b", "it's", `"`, `\`, `\'`, "$(touch x)", "`touch x`", "$HOME", "${IFS}", "a;b", "a&b", "a|b", "a>b", "<a", "*", "?", "[a]", "{a,b}",
		"~", "~root", "a=~", "=ls", "-n", "--help", "#c", "!x", "a!b", "!!", "^a^b", "\t", "a\nb", "\n", "\r", "é", "😀", "\xff\xfe", "\x01\x7f",
		"'", "''", `'\''`, "$'a'", `$"a"`, "(a)", "a)", "%1", "@", "a@b.c", "x{}", "arn:aws:iam::1:user/a+b=c,d.e@f_g-h", "$((1+1))", "&&", "\\\n",
	}
}

// shells that must read a quoted word as Quote means it.
func shells(t testing.TB) []string {
	return []string{needs.Program(t, "bash"), needs.Program(t, "zsh")}
}

func TestQuoteIsOneWord(t *testing.T) {
	for _, shell := range shells(t) {
		script := "set -f\n"
		for _, word := range hostileWords() {
			script += "printf '%s\\0' " + Quote(word) + "\n"
		}
		out, err := exec.Command(shell, "-c", script).Output()
		if want := strings.Join(hostileWords(), "\x00") + "\x00"; err != nil || string(out) != want {
			t.Errorf("%s: %v\ngot  %q\nwant %q", shell, err, out, want)
		}
	}
}

// A pasted line is read by an interactive shell, which also looks for "!".
func TestQuoteIsOneWordWithHistory(t *testing.T) {
	script := "set -o history\nset -H\ntrue\n"
	var want string
	for _, word := range hostileWords() {
		if strings.Contains(word, "\n") {
			continue // a value has no line break: config refuses it
		}
		script += "printf '%s\\0' " + Quote(word) + "\n"
		want += word + "\x00"
	}
	cmd := exec.Command(needs.Program(t, "bash"), "--norc")
	cmd.Stdin, cmd.Env = strings.NewReader(script), []string{"HISTFILE=/dev/null"}
	out, err := cmd.Output()
	if err != nil || string(out) != want {
		t.Errorf("%v\ngot  %q\nwant %q", err, out, want)
	}
	cmd = exec.Command("bash", "--norc")
	cmd.Stdin = strings.NewReader("set -o history\nset -H\ntrue\nprintf '%s' \"!true\"\n")
	if out, _ := cmd.Output(); !strings.Contains(string(out), "true") || strings.Contains(string(out), "!") {
		t.Errorf("history is not on in this test: %q", out)
	}
}

func TestQuoteLeavesPlainWordsAlone(t *testing.T) {
	for _, word := range []string{"a", "iam-admin", "arn:aws:iam::111122223333:user/a", "you@example.com", "Name=Currency,Value=USD"} {
		if Quote(word) != word {
			t.Errorf("%s became %s", word, Quote(word))
		}
	}
}

// FuzzQuote: bash and zsh are the judges. A text is many words, with NULs between
// them, since to start a shell takes its time; no shell can hold a NUL, and clean
// takes it out of every value.
func FuzzQuote(f *testing.F) {
	f.Add(strings.Join(hostileWords(), "\x00"))
	for _, word := range []string{"it's", "!x", "=ls", "\xff\n"} {
		f.Add(word + "\x00a" + word + "\x00" + word + word)
	}
	shells := shells(f)
	f.Fuzz(func(t *testing.T, text string) {
		line := "printf '%s\\0'"
		for _, word := range strings.Split(text, "\x00") {
			line += " " + Quote(word)
		}
		for _, shell := range shells {
			cmd := exec.Command(shell)
			cmd.Stdin = strings.NewReader(line + "\n")
			cmd.Env = []string{"HOME=" + t.TempDir()} // no settings of whoever tests
			if out, err := cmd.Output(); err != nil || string(out) != text+"\x00" {
				t.Errorf("%s: %q came back as %q, %v", shell, text, out, err)
			}
		}
	})
}

func TestKebab(t *testing.T) {
	for name, want := range map[string]string{
		"UserName": "user-name", "TopicArn": "topic-arn", "MFADevice": "mfa-device", "DBInstanceIdentifier": "db-instance-identifier",
		"trailNameList": "trail-name-list", "S3BucketName": "s3-bucket-name", "AccountId": "account-id", "Name": "name", "VpcIds": "vpc-ids",
		"MaxResults": "max-results", "includeShadowTrails": "include-shadow-trails",
	} {
		if got := Kebab(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

func FuzzEncode(f *testing.F) {
	for _, item := range append(hostileItems(), hostileWords()...) {
		f.Add(item, "other")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		safe := strings.Trim(Encode(a), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%")
		if safe != "" || (Encode(a) == Encode(b)) != (a == b) {
			t.Errorf("%q is %s, %q is %s", a, Encode(a), b, Encode(b))
		}
		key := Encode(a) + "/" + Encode(b)
		if p := Parts(key); len(p) != 2 || p[0] != a || p[1] != b {
			t.Errorf("the parts %q and %q came back as %q", a, b, p)
		}
	})
}
