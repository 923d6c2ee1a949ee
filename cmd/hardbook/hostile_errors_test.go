package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHostileErrors: what a file or an argument says may stand in an error, but a
// terminal obeys nothing of it, and no line passes for one of hardbook's own.
func TestHostileErrors(t *testing.T) {
	const evil = "\x1b[2Jcanary\x1b]0;x\x07\u009b31m\u202e\u2066\r"
	// What a file says may hold ends of lines too; in an argument they are the
	// reader's own.
	const forged = `\nhint: forged`
	json := strings.NewReplacer("\x1b", `\u001b`, "\x07", `\u0007`, "\r", `\r`).Replace(evil) + forged
	manifest := `{"schema":"hardbook/evidence/v1","account":"111122223333","identity":"arn:aws:iam::111122223333:root","collectedAt":"2026-11-21T18:30:00Z"}`
	cfg := everyStep(t)
	status := func(text string) []string {
		out := t.TempDir()
		lay(t, filepath.Join(out, "acme-sandbox", "status.json"), text)
		return []string{"verify", "-c", cfg, "-o", out, "--evidence", "example", "--no-write"}
	}
	folder := func(manifest string) []string {
		dir := t.TempDir()
		lay(t, filepath.Join(dir, "manifest.json"), manifest)
		return []string{"verify", "-c", cfg, "-o", t.TempDir(), "--evidence", dir}
	}
	attested := func(text string) []string {
		args := status(`{}`)
		lay(t, filepath.Join(args[4], "acme-sandbox", "attested.yaml"), text)
		return args
	}
	named := func(text string) []string {
		file := filepath.Join(t.TempDir(), "hardbook.yaml")
		lay(t, file, text)
		return []string{"generate", "-c", file, "-o", t.TempDir()}
	}
	yaml := `"` + strings.NewReplacer("\x1b", `\e`, "\x07", `\a`, "\r", `\r`, "\u009b", `\u009b`, "\u202e", `\u202e`, "\u2066", `\u2066`).Replace(evil) + forged + `"`
	for what, args := range map[string][]string{
		"the account of the evidence": folder(strings.Replace(manifest, `"account":"111122223333"`, `"account":"`+json+`"`, 1)),
		"its schema":                  folder(strings.Replace(manifest, "evidence/v1", json, 1)),
		"its identity":                folder(strings.Replace(manifest, "::111122223333", "::"+json, 1)),
		"its day":                     folder(strings.Replace(manifest, "2026-11-21", json, 1)),
		"a manifest that is none":     folder(json + evil),
		"a key of it twice":           folder(`{"` + json + `":1,"` + json + `":2}`),
		"the account of a report":     status(`{"account":"` + json + `"}`),
		"a status":                    status(`{"steps":[{"status":"` + json + `"}]}`),
		"a report that is none":       status(json + evil),
		"a step that is attested":     attested("version: 1\nattested:\n- step: " + yaml + "\n"),
		"who attests":                 attested("version: 1\naccount: " + yaml + "\n"),
		"a key of a config":           named("version: 1\n" + yaml + ": 1\n"),
		"a value of a config":         named("version: 1\naccount: {id: " + yaml + "}\nnotify: [" + yaml + "]\nprofile: " + yaml + "\n"),
		"a config that is none":       named(evil),
		"the name of a config":        {"generate", "-c", "no" + evil},
		"the name of the evidence":    {"verify", "-c", cfg, "--evidence", "no" + evil},
		"the name of a folder":        {"generate", "-c", cfg, "-o", cfg + "/" + evil},
		"the name of a step":          {"steps", evil},
		"a flag":                      {"generate", "--" + evil},
		"a command":                   {evil},
		"a format":                    {"verify", "--format", evil},
		"a step to verify":            {"verify", "-c", cfg, "--evidence", "example", "--only", evil},
		"the folder of texts":         {"generate", "-c", cfg, "--templates", evil},
		"a policy":                    {"policy", evil},
		"a day to compare with":       {"verify", "-c", cfg, "--evidence", "example", "--since", evil},
	} {
		var stdout, stderr bytes.Buffer
		code := run(t.Context(), args, &stdout, &stderr)
		inert(t, what+": stdout", stdout.Bytes())
		inert(t, what+": stderr", stderr.Bytes())
		if told := bytes.Contains(stderr.Bytes(), []byte("hardbook: ")); code == 0 || !told {
			t.Errorf("%s: exit code %d, stderr %q", what, code, &stderr)
		}
		for line := range strings.Lines(stderr.String()) {
			if !strings.HasPrefix(line, "hardbook: ") || strings.HasPrefix(line, "hardbook: hint: forged") {
				t.Errorf("%s: stderr has the line %q", what, line)
			}
		}
	}
}

// lay writes a file, with the folders above it.
func lay(t *testing.T, file, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}
