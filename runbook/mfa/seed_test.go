package mfa

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // of RFC 6238

// TestParseSeed: every way to write one seed makes its codes.
func TestParseSeed(t *testing.T) {
	for _, text := range []string{
		secret, secret + "\n", "\ufeff" + secret + "\r\n", strings.ToLower(secret), " " + secret + " ",
		"gezd gnbv gy3t qojq gezd gnbv gy3t qojq", "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ",
		"otpauth://totp/AWS:jo?secret=" + secret, "OTPAUTH://TOTP/AWS:jo?secret=" + strings.ToLower(secret),
		"otpauth://totp/AWS:jo?secret=gezd%20gnbv+gy3t%20qojq%20gezdgnbvgy3tqojq&issuer=AWS&digits=6&period=30&algorithm=sha1&image=x",
	} {
		s, err := ParseSeed(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if p, err := s.Pair(time.Unix(59, 0)); err != nil || p.This != "287082" || s.digits != 6 {
			t.Errorf("%q: %v, %v", text, p, err)
		}
	}
	// 26 characters, which are padded in Base32, without padding and with it.
	for _, text := range []string{"GEZDGNBVGY3TQOJQGEZDGNBVGY", "GEZDGNBVGY3TQOJQGEZDGNBVGY======"} {
		if s, err := ParseSeed(text); err != nil || s.secret != "GEZDGNBVGY3TQOJQGEZDGNBVGY" {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestRefused: what is no seed is refused, for the right reason, and no error
// holds four letters of it in a row.
func TestRefused(t *testing.T) {
	const address = "otpauth://totp/AWS:jo?secret=" + secret
	for text, want := range map[string]string{
		"": "empty", " \n": "empty",
		secret + "1":               "Base32",
		"é" + secret:               "Base32",
		secret[:10] + "=" + secret: "Base32",
		secret + secret[:1]:        "not whole",
		secret + secret[:3]:        "not whole", secret + secret[:6]: "not whole",
		secret[:13]:                                  "too short",
		secret + "\n" + secret:                       "more than one line",
		strings.Repeat(secret, 200):                  "longer",
		"\x89PNG\r\n\x1a\n":                          "Base32StringSeed",
		"otpauth-migration://offline?data=" + secret: "export",
		"otpauth:" + secret:                          "malformed",
		"otpauth://%zz/" + secret:                    "malformed",
		address + "\n" + secret:                      "malformed",
		address + "&issuer=%zz":                      "malformed",
		address + ";digits=8":                        "malformed",
		strings.Replace(address, "totp", "hotp", 1):  "hotp",
		"otpauth://" + secret:                        "begin with",
		"otpauth://totp/AWS:jo":                      "no secret",
		"otpauth://totp/AWS:jo#?secret=" + secret:    "no secret",
		"otpauth://totp/AWS:jo?secret=":              "too short",
		address + "&secret=" + secret:                "more than once",
		address + "&encoder=steam":                   "not digits",
		address + "&algorithm=md5":                   "algorithm",
		address + "&digits=5":                        "digits",
		address + "&digits=" + secret:                "digits",
		address + "&digits=":                         "digits",
		address + "&period=0":                        "period",
		address + "&period=9999999999999999999999":   "period",
	} {
		s, err := ParseSeed(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.80q: got the error %v, not one about %q", text, err, want)
			continue
		}
		if s.secret != "" {
			t.Errorf("%.80q: there is a seed all the same", text)
		}
		if part := partOf(err.Error()); part != "" {
			t.Errorf("%.80q: the error shows %q", text, part)
		}
	}
}

// partOf is a part of the secret that stands in a text.
func partOf(text string) string {
	text = strings.ToUpper(text)
	for i := range len(secret) - 3 {
		if strings.Contains(text, secret[i:i+4]) {
			return secret[i : i+4]
		}
	}
	return ""
}

// TestSeedIsNotPrinted: no verb of fmt shows the secret.
func TestSeedIsNotPrinted(t *testing.T) {
	s, err := ParseSeed(secret)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, what := range []any{s, &s, []Seed{s}, struct{ S Seed }{s}} {
			if got := fmt.Sprintf(verb, what); partOf(got) != "" || !strings.Contains(got, "(an MFA seed)") {
				t.Errorf("%s of %T: %s", verb, what, got)
			}
		}
	}
}

// TestAddress: an address says all that a seed is, in a form that apps read.
func TestAddress(t *testing.T) {
	for _, want := range []Seed{
		{secret: secret, digits: 6, period: 30 * time.Second},
		{secret: secret, digits: 6, period: 30 * time.Second, Account: "jo"},
		{secret: secret, digits: 8, period: time.Minute, algorithm: 2, Issuer: "Jo & Co+?#/%", Account: "jö doe@a&b=c/d?e#f+g:h"},
	} {
		address := want.Address()
		if got, err := ParseSeed(address); err != nil || got != want {
			t.Errorf("%s: %v, account %q, issuer %q", address, err, got.Account, got.Issuer)
		}
		if strings.ContainsAny(address, "+ ") {
			t.Errorf("%s has a space that apps may read in two ways", address)
		}
	}
	const aws = "otpauth://totp/Amazon%20Web%20Services:jo@acme?secret=" + secret + "&issuer=Amazon%20Web%20Services"
	s, err := ParseSeed(aws)
	if err != nil || s.Issuer != "Amazon Web Services" || s.Account != "jo@acme" {
		t.Errorf("%v, account %q, issuer %q", err, s.Account, s.Issuer)
	}
	if got := s.Address(); got != strings.Replace(aws, "@", "%40", 1) {
		t.Errorf("got %s", got)
	}
}

// FuzzParseSeed: what is taken makes codes, and its address is the same seed.
func FuzzParseSeed(f *testing.F) {
	for _, text := range []string{secret, "otpauth://totp/A:b?secret=" + secret + "&issuer=A&digits=8&period=60&algorithm=SHA512", "otpauth://totp/%20:%3A?secret=" + secret} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSeed(text)
		if err != nil {
			return
		}
		p, err := s.Pair(time.Unix(59, 0))
		if err != nil || len(p.This) != s.digits || len(p.Next) != s.digits {
			t.Errorf("%q makes %v, %v", text, p, err)
		}
		again, err := ParseSeed(s.Address())
		again.Account, again.Issuer = s.Account, s.Issuer // a label is trimmed
		if err != nil && len(s.Address()) <= MaxInput || err == nil && again != s {
			t.Errorf("%q has the address %q, which is another seed: %v", text, s.Address(), err)
		}
	})
}
