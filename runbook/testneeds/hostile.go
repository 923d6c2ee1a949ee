package testneeds

import "testing"

// HostileWords are values that would like to be more than one word.
func HostileWords() []string {
	return []string{
		"", " ", "a b", "it's", `"`, `\`, `\'`, "$(touch x)", "`touch x`", "$HOME", "${IFS}", "a;b", "a&b", "a|b", "a>b", "<a", "*", "?", "[a]", "{a,b}",
		"~", "~root", "a=~", "=ls", "-n", "--help", "#c", "!x", "a!b", "!!", "^a^b", "\t", "a\nb", "\n", "\r", "é", "😀", "\xff\xfe", "\x01\x7f",
		"'", "''", `'\''`, "$'a'", `$"a"`, "(a)", "a)", "%1", "@", "a@b.c", "x{}", "arn:aws:iam::1:user/a+b=c,d.e@f_g-h", "$((1+1))", "&&", "\\\n",
	}
}

// Shells are those that must read a quoted word as it is meant.
func Shells(t testing.TB) []string {
	return []string{Program(t, "bash"), Program(t, "zsh")}
}
