// Package mfa makes and checks the codes of an authenticator app (RFC 6238,
// TOTP), and draws the picture that an app scans. It opens nothing and knows no
// clock: seed and time are handed to it. No error of it holds a part of a seed.
package mfa

import (
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pquerna/otp"
)

// MaxInput is far above the length of any real seed or otpauth address, in bytes.
const MaxInput = 4096

// A Seed is the secret that an authenticator app and AWS share, and how codes
// are made from it. Printed with fmt it does not show the secret.
type Seed struct {
	Issuer  string // who asks for the codes; "" is not known
	Account string // whose codes they are; "" is not known

	secret    string // Base32, upper case, without padding
	algorithm otp.Algorithm
	digits    int
	period    time.Duration
}

// What AWS uses, and what an otpauth address means when it says nothing.
const (
	usualDigits = 6
	usualPeriod = 30 * time.Second
)

// Format keeps the secret out of whatever prints a Seed.
func (s Seed) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "(an MFA seed)") }

// ParseSeed reads a seed: Base32, as create-virtual-mfa-device writes it with
// the bootstrap method Base32StringSeed and as a console shows it, or an otpauth
// address, as a QR code holds it. Spaces, dashes, lower case and missing padding
// are fine. Errors say what is wrong without a letter of the input.
func ParseSeed(text string) (Seed, error) {
	if len(text) > MaxInput {
		return Seed{}, fmt.Errorf("the seed is longer than %d bytes", MaxInput)
	}
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	switch lower := strings.ToLower(text); {
	case text == "":
		return Seed{}, errors.New("the seed is empty")
	case strings.HasPrefix(text, "\x89PNG"):
		return Seed{}, errors.New("this is a picture, not a seed: create-virtual-mfa-device writes the seed with --bootstrap-method Base32StringSeed")
	case strings.HasPrefix(lower, "otpauth-migration:"):
		return Seed{}, errors.New("this is an export of several accounts, not one seed")
	case strings.HasPrefix(lower, "otpauth:"):
		return parseAddress(text)
	}
	if strings.ContainsAny(text, "\r\n") { // two seeds would pass for one
		return Seed{}, errors.New("the seed has more than one line")
	}
	secret, err := parseSecret(text)
	return Seed{secret: secret, digits: usualDigits, period: usualPeriod}, err
}

// minSecret is the fewest bytes that authenticator apps are given. What is
// shorter was cut off.
const minSecret = 10

// parseSecret is Base32 in the one form that all of it is kept in.
func parseSecret(text string) (string, error) {
	secret := strings.ToUpper(strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t-\u00a0", c) {
			return -1
		}
		return c
	}, text))
	secret = strings.TrimRight(secret, "=")
	if strings.Trim(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" {
		return "", errors.New("the seed is not Base32: it has only the letters A to Z and the digits 2 to 7")
	}
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	if spare := len(secret) % 8; err != nil || spare == 1 || spare == 3 || spare == 6 {
		return "", errors.New("the seed is not whole: Base32 of this length does not exist")
	}
	if len(raw) < minSecret {
		return "", fmt.Errorf("the seed is too short: it has fewer than %d characters", minSecret*8/5)
	}
	return secret, nil
}
