package iam

import (
	"slices"

	"hardbook/runbook/names"
)

// A language is the strings that something is asked of: pieces that follow each
// other, each one character of a set or a run of them.
type language []piece

type piece struct {
	letters string // the characters it may be; "" for any
	but     rune   // a character that it is not; 0 for none
	many    bool   // a run of them, which may be empty
}

// anyAction is every action there may be. Source: Service Authorization Reference:
// prefixes of services begin with a letter.
func anyAction() language {
	const letters, more = "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyz0123456789-"
	return language{{letters: letters}, {letters: more, many: true}, {letters: ":"}, {letters: letters}, {letters: more, many: true}}
}

// actionsOf is every action of one service.
func actionsOf(service string) language { return append(text(service), anyAction()[2:]...) }

// arnsOf is every ARN in an account, or of one service there. What names no
// account, such as a bucket, is not looked for.
func arnsOf(service, account string) language {
	field := func(name string) language {
		if name != "" {
			return append(text(name), piece{letters: ":"})
		}
		return language{{but: ':', many: true}, {letters: ":"}}
	}
	l := append(text(names.ARNs), field(service)...)
	if service == "iam" {
		l = append(l, piece{letters: ":"}) // it has no Regions
	} else {
		l = append(l, field("")...)
	}
	l = append(l, text(account+":")...)
	return append(l, piece{many: true})
}

func text(s string) language {
	var l language
	for _, r := range s {
		l = append(l, piece{letters: string(r)})
	}
	return l
}

// runes are the characters that the piece may be, among those that make a
// difference where it may be any.
func (p piece) runes(letters []rune) []rune {
	if p.letters != "" {
		return []rune(p.letters)
	}
	return slices.DeleteFunc(slices.Clone(letters), func(r rune) bool { return r == p.but })
}

// language is every string that the text may be, but for what it is known not to be.
func (t Text) language() language {
	var l language
	for _, token := range t.tokens() {
		if token.kind == run {
			l = append(l, piece{many: true})
		} else {
			l = append(l, piece{letters: string(token.r)})
		}
	}
	return l
}
