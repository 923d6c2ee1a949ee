package quote

import (
	"strings"
	"unicode"
)

// Shell makes one word of s for bash and zsh: as it is where that is safe, else in
// single quotes. All quoting of values for shells goes through it.
func Shell(s string) string {
	safe := func(c rune) bool {
		return c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("_@%+:,./-=", c))
	}
	// zsh expands a leading "="; a leading "-" would be safe for the shell
	// but reads like an option, so both are quoted.
	if s != "" && !strings.ContainsRune("=-", rune(s[0])) && strings.IndexFunc(s, func(c rune) bool { return !safe(c) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
