package render

import (
	"strings"
	"testing"
	"text/template"
)

// printed is what a template prints for the value v, or why it is refused.
func printed(t *testing.T, source string, start place, v string) (string, error) {
	t.Helper()
	funcs := functions(scope{})
	funcs["raw"], funcs["anchor"] = func(s string) string { return s }, anchor
	parsed, err := template.New("x.md").Funcs(funcs).Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	if err := escape(parsed, start); err != nil {
		return "", err
	}
	var out strings.Builder
	err = parsed.Execute(&out, map[string]any{"V": v, "L": []string{v, v}, "No": ""})
	return out.String(), err
}

func TestEscapeByPlace(t *testing.T) {
	const v = "it's `x` <b>"
	const word, text = "'it'\\''s `x` <b>'", "it's \\`x\\` \\<b\\>"
	cases := []struct{ source, want string }{
		{"{{.V}}", text},
		{"{{md .V}} {{.V | md}}", text + " " + text},
		{"{{$x := .V}}{{$x}}", text},
		{"{{code .V}}", "`` it's `x` <b> ``"},
		{"```sh do\na {{.V}}\n```\n{{.V}}", "```sh do\na " + word + "\n```\n" + text},
		{"```sh\na {{sh .V}}\n```", "```sh\na " + word + "\n```"},
		{"```sh\na b={{.V}}c\n```", "```sh\na b=" + word + "c\n```"},
		{"```ini\na = {{.V}}\n```", "```ini\na = " + v + "\n```"},
		{"1. x\n\n   ```sh\n   a {{.V}}\n   ```\n2. {{.V}}", "1. x\n\n   ```sh\n   a " + word + "\n   ```\n2. " + text},
		{"{{range .L}}```sh\na {{.}}\n```\n{{.}}\n{{end}}", "```sh\na " + word + "\n```\n" + text + "\n```sh\na " + word + "\n```\n" + text + "\n"},
		{"{{if .No}}```sh\na\n```\n{{else}}```sh\nb {{.V}}\n```\n{{end}}{{.V}}", "```sh\nb " + word + "\n```\n" + text},
		{"```sh\n{{range .L}}{{if .}}a {{.}}\n{{end}}{{end}}b\n```\n{{.V}}", "```sh\na " + word + "\na " + word + "\nb\n```\n" + text},
		{"```sh\n{{with .V}}a {{.}}{{end}}\n```", "```sh\na " + word + "\n```"},
		{"`a` {{.V}} ``b ` c`` {{.V}}", "`a` " + text + " ``b ` c`` " + text},
		{"[a](#{{anchor .V}}) {{.V}}", "[a](#its-x-b) " + text},
		{"```sh\na \"$(b {{.V}})\" 'c' \"d\" {{.V}}\n```", "```sh\na \"$(b " + word + ")\" 'c' \"d\" " + word + "\n```"},
		{"```sh\ncase $x in\n(''|'a b') b {{.V}} ;;\n(*) c ;;\nesac\n```", "```sh\ncase $x in\n(''|'a b') b " + word + " ;;\n(*) c ;;\nesac\n```"},
		{"```sh\na # it's\nb ${#x} {{.V}}\n```", "```sh\na # it's\nb ${#x} " + word + "\n```"},
	}
	for _, c := range cases {
		if got, err := printed(t, c.source, prose, v); err != nil || got != c.want {
			t.Errorf("%q:\ngot  %q, %v\nwant %q", c.source, got, err, c.want)
		}
	}
	if got, err := printed(t, "a={{.V}}\nb \"{{raw .V}}\"\n", commands, v); err != nil || got != "a="+word+"\nb \""+v+"\"\n" {
		t.Errorf("a script: %q, %v", got, err)
	}
}

func TestEscapeRefuses(t *testing.T) {
	cases := map[string]string{
		"```sh\na \"{{.V}}\"\n```":                          "inside quotes",
		"```sh\na '{{.V}}'\n```":                            "inside quotes",
		"```sh\na \"$(b \"{{.V}}\")\"\n```":                 "inside quotes",
		"```sh\na # {{.V}}\n```":                            "inside quotes or a comment",
		"```sh\na <<END\n{{.V}}\nEND\n```":                  "here-document",
		"```sh\na `{{.V}}`\n```":                            "backtick",
		"```sh\na {{code .V}}\n```":                         "code cannot be used here",
		"```sh\na {{md .V}}\n```":                           "md cannot be used here",
		"```sh\na {{anchor .V}}\n```":                       "anchor cannot be used here",
		"```sh\na {{policyJSON .V}}\n```":                   "policyJSON cannot be used here",
		"```sh\na '\n```\n{{.V}}":                           "quote is still open",
		"```sh\na {{.V}}\n":                                 "left open",
		"```json\n{{.V}}\n```":                              "cannot be printed here",
		"```text\n{{.V}}\n```":                              "cannot be printed here",
		"{{sh .V}}":                                         "sh cannot be used here",
		"{{policy .V}}":                                     "policy cannot be used here",
		"{{policyJSON .V}}":                                 "policyJSON cannot be used here",
		"{{anchor .V}}":                                     "anchor cannot be used here",
		"`{{.V}}`":                                          "use the function code",
		"``a ` {{.V}}``":                                    "use the function code",
		"[a]({{.V}})":                                       "cannot be printed here",
		"[a](https://a.example/{{md .V}})":                  "md cannot be used here",
		"<https://a.example/{{.V}}>":                        "cannot be printed here",
		"<a href={{.V}}>":                                   "cannot be printed here",
		"{{if .V}}```sh\n{{end}}a {{.V}}\n```":              "in one branch only",
		"```sh\na {{if .V}}'{{end}} {{.V}}'\n```":           "in one branch only",
		"{{range .L}}```sh\n{{end}}":                        "in one branch only",
		"{{range .L}}```sh\n{{break}}\n```\n{{end}}":        "the loop is left inside",
		"{{define \"x\"}}{{.V}}{{end}}{{template \"x\" .}}": "cannot define others",
		"{{block \"x\" .}}{{.V}}{{end}}":                    "cannot define others",
		"~~~sh\n{{.V}}\n~~~":                                "must begin on a line of its own",
		"a ```sh\n{{.V}}\n```":                              "must begin on a line of its own",
	}
	for source, want := range cases {
		if got, err := printed(t, source, prose, "v"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is taken: %q, %v; want an error with %q", source, got, err, want)
		}
	}
}
