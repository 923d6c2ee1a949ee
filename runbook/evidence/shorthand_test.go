package evidence

import (
	"encoding/json"
	"testing"
)

func TestShorthand(t *testing.T) {
	for text, want := range map[string]string{
		"Kind=A,At=80.0": `{"At":80.0,"Kind":"A"}`, "At=-1": `{"At":-1}`, "At=1e9": `{"At":"1e9"}`, "A=": `{"A":""}`, "A=b=c": `{"A":"b=c"}`,
		"": "", "A": "", "=b": "", "A=1,": "", `A="`: `{"A":"\""}`,
	} {
		got, err := json.Marshal(Params{"It": Shorthand(text)})
		if want != "" {
			want = `{"It":` + want + `}`
		}
		if string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%s: %s, %v; want %s", text, got, err, want)
		}
	}
}
