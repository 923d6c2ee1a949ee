package judge

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"hardbook/runbook/eventrule"
)

// membersOf are the members that generated events have, and a word of each.
func membersOf() map[string][]string {
	return map[string][]string{
		"source": {"aws.iam", "aws.s3", "my.app"}, "detail.eventName": {"CreateUser", "DeleteUser", "createuser", "Put*"},
		"detail.errorCode": {"AccessDenied", "Throttled"}, "detail.userIdentity.type": {"Root", "IAMUser"}, "detail.userIdentity.invokedBy": {"ec2.amazonaws.com", "AWS Internal"},
	}
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func anInquiry(r *rand.Rand) inquiry {
	q := inquiry{Event: map[string]any{"detail": map[string]any{"userIdentity": map[string]any{"arn": "x"}}}, has: map[string]string{}, whole: r.IntN(2) == 0}
	pattern := map[string]any{}
	for _, place := range []string{"source", "detail.eventName", "detail.errorCode", "detail.userIdentity.type", "detail.userIdentity.invokedBy"} {
		words := membersOf()[place]
		value := eventrule.Absent
		if r.IntN(4) > 0 {
			value = pick(r, words...)
			set(q.Event, place, value)
		}
		told := value
		if !q.whole && value != eventrule.Absent && r.IntN(3) == 0 {
			cut := r.IntN(len(value) + 1)
			told = value[:cut] + eventrule.Any
		}
		if q.whole || r.IntN(4) > 0 {
			q.has[place] = told
		}
		if r.IntN(3) > 0 {
			continue
		}
		filters := []any{aFilter(r, words)}
		if r.IntN(2) == 0 {
			filters = append(filters, aFilter(r, words))
		}
		if r.IntN(5) == 0 {
			one, two := map[string]any{}, map[string]any{}
			set(one, place, filters)
			other := pick(r, "source", "detail.eventName")
			set(two, other, []any{aFilter(r, membersOf()[other])})
			pattern["$or"] = []any{one, two}
			continue
		}
		set(pattern, place, filters)
	}
	if len(pattern) == 0 {
		pattern["source"] = []any{pick(r, membersOf()["source"]...)}
	}
	raw, err := json.Marshal(pattern)
	if err != nil {
		panic(fmt.Sprint("a pattern cannot be written: ", err))
	}
	q.Pattern = raw
	return q
}

// set puts a value at a place.
func set(into map[string]any, place string, value any) {
	first, rest, deeper := strings.Cut(place, ".")
	if !deeper {
		into[first] = value
		return
	}
	next, ok := into[first].(map[string]any)
	if !ok {
		next = map[string]any{}
		into[first] = next
	}
	set(next, rest, value)
}

// aFilter is one of those that both know.
func aFilter(r *rand.Rand, words []string) any {
	word := pick(r, words...)
	part := func() string { return word[:1+r.IntN(len(word))] }
	switch r.IntN(10) {
	case 0:
		return map[string]any{"prefix": part()}
	case 1:
		return map[string]any{"suffix": word[r.IntN(len(word)):]}
	case 2:
		return map[string]any{"exists": r.IntN(2) == 0}
	case 3:
		return map[string]any{"equals-ignore-case": strings.ToUpper(word)}
	case 4:
		return map[string]any{"anything-but": word}
	case 5:
		return map[string]any{"anything-but": []string{word, pick(r, words...)}}
	case 6:
		return map[string]any{"anything-but": map[string]any{"prefix": part()}}
	case 7:
		return map[string]any{"anything-but": map[string]any{"suffix": word[r.IntN(len(word)):]}}
	}
	return word
}
