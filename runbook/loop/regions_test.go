//go:build loop

package loop

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"hardbook/runbook"
)

// optIn are the Regions of this AWS that are off in a new account, always are
// those that cannot be switched off.
var (
	optIn  = []string{"af-south-1", "ap-east-1"}
	always = []string{"eu-west-1", "us-east-1", "us-west-2"}
)

// region answers a call about the account's Regions. On AWS it takes minutes to
// switch one on or off; here it takes none.
func (p *panel) region(seen request, status int, body []byte) (int, []byte) {
	var call struct {
		RegionName              string
		RegionOptStatusContains []string
	}
	_ = json.Unmarshal(seen.Body, &call)
	stands := func(name string) string {
		if on := p.set["on "+name]; on != "" {
			return on
		}
		return "DISABLED"
	}
	switch seen.Action {
	case "ListRegions":
		type region struct{ RegionName, RegionOptStatus string }
		all := []region{}
		add := func(r region) {
			wanted := len(call.RegionOptStatusContains) == 0
			for _, s := range call.RegionOptStatusContains {
				wanted = wanted || s == r.RegionOptStatus
			}
			if wanted {
				all = append(all, r)
			}
		}
		for _, name := range optIn {
			add(region{name, stands(name)})
		}
		for _, name := range always {
			add(region{name, "ENABLED_BY_DEFAULT"})
		}
		body, _ = json.Marshal(map[string]any{"Regions": all})
		return http.StatusOK, body
	case "GetRegionOptStatus":
		return http.StatusOK, fmt.Appendf(nil, `{"RegionName":%q,"RegionOptStatus":%q}`, call.RegionName, stands(call.RegionName))
	case "EnableRegion":
		p.set["on "+call.RegionName] = "ENABLED"
		return http.StatusOK, []byte("{}")
	case "DisableRegion":
		delete(p.set, "on "+call.RegionName)
		return http.StatusOK, []byte("{}")
	}
	return status, body
}

// TestRegionsInUse: a Region that something is in stays on, and what it is is
// named.
func TestRegionsInUse(t *testing.T) {
	slow(t)
	t.Parallel()
	b := newBook(t, borrow(t), account)
	b.seeded("unused-regions")
	ctx, region := t.Context(), optIn[0]
	there := b.ec2In(region)
	disk, err := there.CreateVolume(ctx, &ec2.CreateVolumeInput{AvailabilityZone: aws.String(region + "a"), Size: aws.Int32(1)})
	must(t, disk, err)
	api, bucket := s3.NewFromConfig(b.cloud.sdk("testing", "testing")), aws.String("far-away")
	made, err := api.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket, CreateBucketConfiguration: &s3types.CreateBucketConfiguration{
		LocationConstraint: s3types.BucketLocationConstraint(region),
	}})
	must(t, made, err)
	stays := func(what string) {
		t.Helper()
		if r := b.must("do", "unused-regions"); !strings.Contains(r.out, region+" stays on: in it there is "+what+" \n") {
			t.Errorf("the block does not say that %s is there:\n%s", what, r.out)
		}
		is(t, b.verify(), "unused-regions", "in use", runbook.StatusTodo)
	}
	stays(*disk.VolumeId + " " + *bucket)
	gone, err := there.DeleteVolume(ctx, &ec2.DeleteVolumeInput{VolumeId: disk.VolumeId})
	must(t, gone, err)
	stays(*bucket)
	removed, err := api.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket})
	must(t, removed, err)
	b.must("do", "unused-regions")
	is(t, b.verify(), "unused-regions", "empty", runbook.StatusDone)
}
