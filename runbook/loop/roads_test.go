//go:build loop

package loop

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatch/types"

	"hardbook/runbook/testneeds"
	"hardbook/runbook/verify"
)

// TestRoads takes one account through the whole book and back. On the way the
// three roads to its state must agree: live, saved, and, at the beginning and at the
// end, collected by collect.sh. The way back is by version 2 of the aws command.
func TestRoads(t *testing.T) {
	slow(t)
	need(t, "unshare", testneeds.AWS2)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	played := b.played()
	b.ownVPC()

	b.cloud.play(bad.overlay())
	b.seeded("unused-regions") // its undo asks which Region to switch on
	untouched := b.roadsAgree("fresh", 1)

	for i, id := range played {
		b.must("do", id)
		if i == len(played)/2 {
			b.cloud.play(asked.overlay())
			b.roadsAgree("half done")
		}
	}
	b.publishCharges(t)
	b.cloud.play(asked.overlay())
	standing(t, b, b.verify(), unclicked, false)
	b.cloud.play(good.overlay())
	r := b.roadsAgree("done", 1, 2)
	standing(t, b, r, finished, false)
	if r.ExitCode() != 0 {
		t.Errorf("exit code %d, not 0, although everything is done", r.ExitCode())
	}
	b.cloud.play(nil)
	standing(t, b, b.verify(), unclicked, true)
	standing(t, b, b.verify(), finished, true)

	b.useV2()
	for _, id := range slices.Backward(played) {
		if b.block("undo", id) != "" {
			b.must("undo", id)
		}
	}
	b.useV1()
	b.cloud.play(bad.overlay())
	undone := b.verify()
	left := map[string]bool{}
	for _, id := range played {
		left[factsOf(t, id).Leaves.Seen] = true
	}
	for _, id := range played {
		if !left[id] {
			is(t, undone, id, "undone", statuses(untouched)[id])
		}
	}
}

// roadsAgree compares what hardbook says from the account itself with what it
// says, without network and credentials, from the answers in a folder: those
// that it saved itself, and those that these versions of the aws command collect.
func (b *book) roadsAgree(when string, versions ...int) verify.Report {
	b.t.Helper()
	now := b.look()
	live := now.Report
	alike(b.t, when+", live and saved", live, b.offline(now.dir))
	for version, dir := range b.collect(versions) {
		alike(b.t, fmt.Sprintf("%s, live and collected by version %d", when, version), live, b.offline(dir))
	}
	if live.Source.Kind != "live" || live.Calls.Requests == 0 {
		b.t.Errorf("%s, the live report says %+v, %+v", when, live.Source, live.Calls)
	}
	return live
}

// offline cuts hardbook off, and takes all that is about AWS away from it.
func (b *book) offline(dir string) verify.Report {
	b.t.Helper()
	alone, err := cutOff()
	if err != nil {
		b.t.Fatal(err)
	}
	return b.verifyAs(alone, []string{"PATH=" + os.Getenv("PATH"), "HOME=" + b.me()}, "--evidence", dir)
}

// collect runs the book's collect.sh with these versions of the aws command, all
// at once, and returns the folders they make, by version.
func (b *book) collect(versions []int) map[int]string {
	b.t.Helper()
	b.cloud.forget()
	dirs, said := map[int]string{}, map[int]func() result{}
	for _, version := range versions {
		aws := map[int]func() string{1: b.asV1, 2: b.asV2}[version]()
		bin := b.t.TempDir()
		must(b.t, bin, os.WriteFile(filepath.Join(bin, "aws"), []byte(stand(aws)), 0o700))
		dirs[version] = filepath.Join(b.t.TempDir(), "collected")
		cmd := exec.Command("bash", filepath.Join(b.folder(), "collect.sh"), dirs[version])
		cmd.Env, cmd.Dir = b.env("PATH="+bin+":"+os.Getenv("PATH")), b.home
		said[version] = b.start(cmd)
	}
	for version, finish := range said {
		if r := finish(); r.code != 0 {
			b.t.Fatalf("collect.sh with version %d: exit code %d\n%s", version, r.code, r.out)
		}
	}
	for _, action := range b.cloud.actions() {
		if !strings.HasPrefix(action, "Get") && !strings.HasPrefix(action, "List") && !strings.HasPrefix(action, "Describe") && action != "GenerateCredentialReport" {
			b.t.Errorf("collect.sh asks for %s, which is no read", action)
		}
	}
	return dirs
}

// publishCharges does what AWS does some hours after billing alerts were
// switched on.
func (b *book) publishCharges(t *testing.T) {
	t.Helper()
	api := cloudwatch.NewFromConfig(b.cloud.sdk("testing", "testing"))
	done, err := api.PutMetricData(t.Context(), &cloudwatch.PutMetricDataInput{
		Namespace: aws.String("AWS/Billing"),
		MetricData: []types.MetricDatum{{
			MetricName: aws.String("EstimatedCharges"), Value: aws.Float64(1.5),
			Dimensions: []types.Dimension{{Name: aws.String("Currency"), Value: aws.String(b.Config.Billing.Currency)}},
		}},
	})
	must(t, done, err)
}
