package mfa

import (
	"errors"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// Pair are two codes in a row.
type Pair struct {
	This, Next string
	Until      time.Time // when Next takes the place of This
}

// Left is for how many more seconds This is good.
func (p Pair) Left(now time.Time) int {
	return int((p.Until.Sub(now) + time.Second - 1) / time.Second)
}

// Pair makes the code of a moment and the one after it. It fails where the
// clock is before 1970.
func (s Seed) Pair(now time.Time) (Pair, error) {
	step, err := s.step(now)
	if err != nil {
		return Pair{}, err
	}
	this, err := s.code(step)
	if err != nil {
		return Pair{}, err
	}
	next, err := s.code(step + 1)
	return Pair{this, next, time.Unix((step+1)*s.seconds(), 0)}, err
}

func (s Seed) seconds() int64 { return int64(s.period / time.Second) }

// step counts periods since 1970: every code belongs to one.
func (s Seed) step(now time.Time) (int64, error) {
	if s.period == 0 {
		return 0, errors.New("there is no seed")
	}
	if now.Unix() < 0 {
		return 0, errors.New("the clock of this computer is before 1970")
	}
	return now.Unix() / s.seconds(), nil
}

func (s Seed) code(step int64) (string, error) {
	code, err := hotp.GenerateCodeCustom(s.secret, uint64(step), hotp.ValidateOpts{Digits: otp.Digits(s.digits), Algorithm: s.algorithm})
	if err != nil {
		return "", errors.New("no code can be made from this seed")
	}
	return code, nil
}
