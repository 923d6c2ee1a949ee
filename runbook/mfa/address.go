package mfa

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/pquerna/otp"
)

// parseAddress reads otpauth://totp/ISSUER:ACCOUNT?secret=… as apps do. What it
// does not know it refuses: a wrong guess would make wrong codes. (The otp
// library takes the usual value for one that it does not know.)
func parseAddress(text string) (Seed, error) {
	u, err := url.Parse(text)
	if err != nil || u.Opaque != "" {
		return Seed{}, errors.New("the otpauth address is malformed") // err quotes it
	}
	if kind := strings.ToLower(u.Host); kind == "hotp" {
		return Seed{}, errors.New("the otpauth address is for codes that count (hotp): AWS takes only those that follow the clock (totp)")
	} else if kind != "totp" {
		return Seed{}, errors.New("the otpauth address does not begin with otpauth://totp/")
	}
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return Seed{}, errors.New("the otpauth address is malformed")
	}
	for _, name := range []string{"secret", "issuer", "algorithm", "digits", "period", "encoder"} {
		if len(values[name]) > 1 {
			return Seed{}, fmt.Errorf("the otpauth address has %s more than once", name)
		}
	}
	if !values.Has("secret") {
		return Seed{}, errors.New("the otpauth address has no secret")
	}
	if values.Get("encoder") != "" {
		return Seed{}, errors.New("the otpauth address asks for codes that are not digits")
	}

	s := Seed{}
	s.Issuer, s.Account = label(u.Path)
	if issuer := values.Get("issuer"); issuer != "" {
		s.Issuer = issuer
	}
	if s.secret, err = parseSecret(values.Get("secret")); err != nil {
		return Seed{}, err
	}
	return s.options(values)
}

// label takes "/ISSUER:ACCOUNT" or "/ACCOUNT" apart.
func label(path string) (issuer, account string) {
	path = strings.TrimPrefix(path, "/")
	issuer, account, both := strings.Cut(path, ":")
	if !both {
		return "", path
	}
	return strings.TrimSpace(issuer), strings.TrimSpace(account)
}

// options are algorithm, digits and period, or the usual ones.
func (s Seed) options(values url.Values) (Seed, error) {
	switch strings.ToUpper(values.Get("algorithm")) {
	case "", "SHA1":
		s.algorithm = otp.AlgorithmSHA1
	case "SHA256":
		s.algorithm = otp.AlgorithmSHA256
	case "SHA512":
		s.algorithm = otp.AlgorithmSHA512
	default:
		return Seed{}, errors.New("the otpauth address names an algorithm other than SHA1, SHA256 and SHA512")
	}
	seconds := 0
	for _, o := range []struct {
		name             string
		to               *int
		usual, low, high int
	}{
		{"digits", &s.digits, usualDigits, 6, 8},
		{"period", &seconds, int(usualPeriod / time.Second), 10, 300},
	} {
		*o.to = o.usual
		if !values.Has(o.name) {
			continue
		}
		n, err := strconv.Atoi(values.Get(o.name))
		if err != nil || n < o.low || n > o.high {
			return Seed{}, fmt.Errorf("the otpauth address has a %s that is not between %d and %d", o.name, o.low, o.high)
		}
		*o.to = n
	}
	s.period = time.Duration(seconds) * time.Second
	return s, nil
}

// Address is the otpauth address of the seed, as a QR code holds it: a secret.
// What is as usual is left out, which keeps the picture small.
func (s Seed) Address() string {
	name, query := escape(s.Account), "?secret="+s.secret
	if s.Issuer != "" {
		name = escape(strings.ReplaceAll(s.Issuer, ":", " ")) + ":" + name // a colon ends the issuer
		query += "&issuer=" + escape(s.Issuer)
	}
	if s.algorithm != otp.AlgorithmSHA1 {
		query += "&algorithm=" + s.algorithm.String()
	}
	if s.digits != usualDigits {
		query += fmt.Sprintf("&digits=%d", s.digits)
	}
	if s.period != usualPeriod {
		query += fmt.Sprintf("&period=%d", int(s.period/time.Second))
	}
	return "otpauth://totp/" + name + query
}

// escape is text as apps read it in a path and in a query: some take a plus
// sign for a space and some do not, so there is none.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
