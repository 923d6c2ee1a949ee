package mfa

import (
	"encoding/base32"
	"strings"
	"testing"
	"time"
)

// seedOf is a seed of so many bytes, as RFC 6238 has it, and more of an address.
func seedOf(t *testing.T, bytes int, more string) Seed {
	t.Helper()
	raw := strings.Repeat("1234567890", 7)[:bytes]
	s, err := ParseSeed("otpauth://totp/x?secret=" + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString([]byte(raw)) + more)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestVectors are those of RFC 6238, appendix B. Codes of six digits are the
// last six of them.
func TestVectors(t *testing.T) {
	vectors := map[int64][3]string{
		59:          {"94287082", "46119246", "90693936"},
		1111111109:  {"07081804", "68084774", "25091201"},
		1111111111:  {"14050471", "67062674", "99943326"},
		1234567890:  {"89005924", "91819424", "93441116"},
		2000000000:  {"69279037", "90698825", "38618901"},
		20000000000: {"65353130", "77737706", "47863826"},
	}
	for i, hash := range []struct {
		bytes int
		name  string
	}{{20, "SHA1"}, {32, "SHA256"}, {64, "SHA512"}} {
		for at, want := range vectors {
			now := time.Unix(at, 0)
			for digits, wanted := range map[string]string{"&digits=8": want[i], "&digits=7": want[i][1:], "&digits=6": want[i][2:], "": want[i][2:]} {
				s := seedOf(t, hash.bytes, "&algorithm="+hash.name+digits)
				p, err := s.Pair(now)
				if err != nil || p.This != wanted {
					t.Errorf("%s%s at %d: %q, %v, not %q", hash.name, digits, at, p.This, err, wanted)
				}
				if before, err := s.Pair(now.Add(-30 * time.Second)); err != nil || before.Next != wanted {
					t.Errorf("%s%s before %d: the next is %q, %v, not %q", hash.name, digits, at, before.Next, err, wanted)
				}
			}
		}
	}
}

// TestTurn: a code lasts as long as its period, whatever the time zone and the
// parts of a second.
func TestTurn(t *testing.T) {
	for more, period := range map[string]int64{"": 30, "&period=60": 60} {
		s := seedOf(t, 20, more)
		begin := time.Unix(1111111080, 0).In(time.FixedZone("somewhere", 5*3600+1800)) // a multiple of 60
		first, err := s.Pair(begin)
		if err != nil {
			t.Fatal(err)
		}
		for ms := int64(0); ms < period*1000; ms += 250 {
			now := begin.Add(time.Duration(ms) * time.Millisecond)
			p, err := s.Pair(now)
			if err != nil || p != first {
				t.Fatalf("after %d ms: %v, %v", ms, p, err)
			}
			if left, want := p.Left(now), int(period-ms/1000); left != want {
				t.Errorf("after %d ms %d seconds are left, not %d", ms, left, want)
			}
		}
		after, err := s.Pair(begin.Add(time.Duration(period) * time.Second))
		if err != nil || after.This != first.Next || after.This == first.This {
			t.Errorf("then comes %v, %v", after, err)
		}
	}
}

// TestNoCodes: what makes no codes says so.
func TestNoCodes(t *testing.T) {
	if _, err := (Seed{}).Pair(time.Unix(59, 0)); err == nil {
		t.Error("no seed makes codes")
	}
	if _, err := (Seed{}).QR(); err == nil {
		t.Error("no seed makes a picture")
	}
	s := seedOf(t, 20, "")
	if _, err := s.Pair(time.Unix(-1, 0)); err == nil {
		t.Error("there are codes before 1970")
	}
	if _, err := s.Check(time.Unix(-1, 0), "123456", "123456"); err == nil {
		t.Error("codes are checked before 1970")
	}
	if _, err := s.Check(time.Unix(0, 0), "755224", "287082"); err != nil {
		t.Error(err) // the first two codes that there are
	}
}
