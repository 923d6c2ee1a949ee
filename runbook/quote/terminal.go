package quote

import (
	"strings"
	"unicode"
)

// Terminal replaces what no terminal, page or shell should be sent: control
// characters and the invisible marks that reorder text. Spaces of any width stay.
// Names in an account may be chosen by an attacker.
func Terminal(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsPrint(c) || unicode.Is(unicode.Zs, c) {
			return c
		}
		return unicode.ReplacementChar
	}, s)
}
