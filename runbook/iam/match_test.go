package iam

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestMatch holds what a pattern makes of a text that is not known exactly.
func TestMatch(t *testing.T) {
	const alarm = "arn:aws:cloudwatch:us-east-1:111122223333:alarm:"
	any, bill := Like(alarm, ""), Like(alarm+"bill-", "")
	for _, test := range []struct {
		pattern string
		text    Text
		want    Truth
	}{
		{"a*c", Exactly("abc"), Yes}, {"a?c", Exactly("abc"), Yes}, {"a?c", Exactly("ac"), No}, {"*", Exactly(""), Yes}, {"?", Exactly(""), No},
		{alarm + "*", any, Yes}, {"*", any, Yes}, {alarm + "bill-*", any, Unsure}, {alarm + "bill-*", bill, Yes}, {alarm + "x*", bill, No},
		{"arn:aws:sns:*", any, No}, {alarm + "bill-1", bill, Unsure}, {"*-1", bill, Unsure}, {alarm + "?*", any, Unsure}, {alarm + "*?", bill, Yes},
		{"1111*", Anything().But("111122223333"), Unsure}, {"111122223333", Anything().But("111122223333"), No}, {"*", Anything().But("x"), Yes},
		{"*a*", Like("b", "a", ""), Yes}, {"b*a", Like("b", "a", ""), Unsure}, {"c*", Like("b", "a", ""), No},
	} {
		if got := match(glob(test.pattern), test.text); got != test.want {
			t.Errorf("%q matches %q: %d, want %d", test.pattern, test.text.parts, got, test.want)
		}
	}
}

// TestMatchIsSound compares with regular expressions, over all short strings that
// a text may be: yes means that all match, no that none does.
func TestMatchIsSound(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	word := func(letters string, most int) string {
		var b strings.Builder
		for range random.IntN(most + 1) {
			b.WriteByte(letters[random.IntN(len(letters))])
		}
		return b.String()
	}
	fillings := []string{""} // of up to four letters, as long as a pattern
	for i := 0; len(fillings[i]) < 4; i++ {
		fillings = append(fillings, fillings[i]+"a", fillings[i]+"b", fillings[i]+"c")
	}
	count := map[Truth]int{}
	for range 20_000 {
		pattern, text := word("ab*?", 4), Like(word("ab", 2), word("ab", 2))
		if random.IntN(4) == 0 {
			text = Exactly(word("ab", 4))
		}
		expression := regexp.MustCompile("^" + strings.NewReplacer("*", ".*", "?", ".").Replace(pattern) + "$")
		some, all := false, true
		for _, filling := range fillings {
			is := expression.MatchString(strings.Join(text.parts, filling))
			some, all = some || is, all && is
		}
		got := match(glob(pattern), text)
		count[got]++
		if got == Yes && !all || got == No && some || got == Unsure && (all || !some) {
			t.Errorf("%q matches %q: %d, but some do: %t, all do: %t", pattern, text.parts, got, some, all)
		}
	}
	for _, truth := range []Truth{Yes, Unsure, No} {
		if count[truth] < 1000 {
			t.Errorf("only %d times %d: that proves little", count[truth], truth)
		}
	}
}

// TestMatchARN holds where the parts of an ARN make a difference.
func TestMatchARN(t *testing.T) {
	const trail = "arn:aws:cloudtrail:us-east-1:111122223333:trail/t"
	r := Request{Context: map[string]Value{"aws:username": IsWord("anna"), "aws:tag": Missing()}}
	for _, test := range []struct {
		pattern   string
		arn       string
		condition bool
		want      Truth
	}{
		{"arn:aws:cloudtrail:*:111122223333:trail/*", trail, true, Yes},
		{"arn:aws:cloudtrail:*:trail/t", trail, true, Unsure},
		{"arn:aws:cloudtrail:*", trail, true, Unsure},
		{"arn:aws:cloudtrail:*", trail, false, Yes},
		{"*", trail, false, Yes},
		{"arn:aws:s3*", "arn:aws:s3:::b/k", false, Yes},
		{"arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:user/anna", false, Yes},
		{"arn:aws:iam::1:user/${aws:username}", "arn:aws:iam::1:user/bob", false, No},
		{"arn:aws:iam::1:user/${aws:tag}", "arn:aws:iam::1:user/bob", false, Unsure},
		{"arn:aws:iam::1:user/${*}", "arn:aws:iam::1:user/bob", false, No},
		{"arn:aws:iam::1:user/${*}", "arn:aws:iam::1:user/*", false, Yes},
	} {
		if got := r.matchARN(test.pattern, Exactly(test.arn), "2012-10-17", test.condition); got != test.want {
			t.Errorf("%s matches %s: %d, want %d", test.pattern, test.arn, got, test.want)
		}
	}
	if got := r.matchARN("arn:aws:iam::1:user/${aws:username}", Exactly("arn:aws:iam::1:user/anna"), "2008-10-17", false); got != No {
		t.Errorf("in a document of 2008 a variable stands for itself: %d", got)
	}
}
