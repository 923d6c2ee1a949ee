//go:build loop

package loop

import (
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hardbook/runbook/replay"
)

var update = flag.Bool("update", false, "make the recording of package wire anew")

// TestRecord makes the recording that the tests of package wire's users play:
// go test -tags loop ./runbook/loop -run TestRecord -update.
func TestRecord(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	b := newBook(t, borrow(t), account)
	b.write("baseline.yaml", string(replay.Baseline))
	if full := readText(t, filepath.Join(b.home, "hardbook.yaml")); full != string(replay.Config) {
		must(t, full, os.WriteFile("../replay/testdata/full.yaml", []byte(full), 0o644))
	}
	b.ownVPC()
	b.cloud.play(bad.overlay())
	b.recordAs(replay.Fresh, "hardbook.yaml")
	for _, id := range b.played() {
		b.must("do", id)
	}
	b.publishCharges(t)
	b.cloud.play(good.overlay())
	b.recordAs(replay.Done, "hardbook.yaml", "baseline.yaml")
}

// recordAs records what hardbook asks with these configs.
func (b *book) recordAs(name string, configs ...string) {
	b.t.Helper()
	recorder := &replay.Recorder{Upstream: b.cloud.server.URL}
	server := httptest.NewServer(recorder)
	defer server.Close()
	env := b.env()
	for i := range env {
		env[i] = strings.ReplaceAll(env[i], b.cloud.server.URL, server.URL)
	}
	for _, config := range configs {
		r := b.hardbook(env, "verify", "-c", config, "--no-write")
		b.t.Logf("%s of %s: exit code %d\n%s", config, name, r.code, r.out)
	}
	packed, err := recorder.Pack()
	must(b.t, packed, err)
	must(b.t, name, os.WriteFile("../replay/testdata/"+name+".json.gz", packed, 0o644))
}

func readText(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	must(t, raw, err)
	return string(raw)
}
