package main

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

// An attacker is who chose the names in an account: each name in turn gets the
// next of the attacks, in a manner.
type attacker struct {
	attacks []string
	manner  int // one of the manners below
	turn    int
}

const (
	named  = iota // every name, ARN, description and the like says more than it should
	beside        // every list has one thing more, which does
	all           // every text does, also those that AWS chooses; only times stay
	manners
)

var (
	chosen = regexp.MustCompile(`(?i)(name|arn|id|description|endpoint|user|path|title|address|tag|pattern|owner|principal|resource|bucket|prefix|reason|topic|city|cidrip|value|email|target|key|aws)s?$`)
	number = regexp.MustCompile(`^\d{12}$`)
)

func (a *attacker) next() string {
	a.turn++
	return a.attacks[a.turn%len(a.attacks)]
}

// answer is an answer of AWS after the attacker was there.
func (a *attacker) answer(raw []byte) []byte {
	var v any
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if decoder.Decode(&v) != nil {
		return append(raw, a.next()...) // a case about bad JSON stays one
	}
	raw, err := json.Marshal(a.value("", v, a.manner != beside))
	if err != nil {
		panic(err) // it was JSON before
	}
	return raw
}

// value is a value under a key after the attacker was there; with touch its own
// texts are changed too.
func (a *attacker) value(key string, v any, touch bool) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, member := range v {
			out[k] = a.value(k, member, touch)
		}
		return out
	case []any:
		out := []any{}
		for _, item := range v {
			out = append(out, a.value(key, item, touch))
		}
		if a.manner == beside && len(v) > 0 {
			out = append(out, a.value(key, v[len(v)-1], true))
		}
		return out
	case string:
		if touch {
			return a.text(key, v)
		}
	}
	return v
}

func (a *attacker) text(key, v string) string {
	if report, err := base64.StdEncoding.DecodeString(v); key == "Content" && err == nil {
		return base64.StdEncoding.EncodeToString(a.users(report))
	}
	if key == "Content" {
		return string(a.users([]byte(v)))
	}
	_, notTime := time.Parse(time.RFC3339, v)
	document := strings.HasPrefix(v, "{") || strings.HasPrefix(v, "%7B")
	if notTime == nil || document || number.MatchString(v) || a.manner != all && !chosen.MatchString(key) {
		return v
	}
	return v + a.next()
}

// users is a credential report with one user more, like the last one.
func (a *attacker) users(report []byte) []byte {
	rows, err := csv.NewReader(bytes.NewReader(report)).ReadAll()
	if err != nil || len(rows) < 2 {
		return report
	}
	row := slices.Clone(rows[len(rows)-1])
	row[0], row[1] = row[0]+a.next(), row[1]+a.next()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	_ = w.WriteAll(append(rows, row)) // a buffer never fails
	return out.Bytes()
}
