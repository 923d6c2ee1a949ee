package config

import "slices"

// RecordsIAM reports whether AWS Config can record users, groups, roles and
// policies of IAM in a Region: where AWS Config was available before February
// 2022. Source: AWS Config API, RecordingGroup and RecordingStrategy, which name
// the Regions that came later, as far as they knew them.
func RecordsIAM(region string) bool {
	return slices.Contains([]string{
		"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1",
		"eu-central-1", "eu-north-1", "eu-south-1", "eu-west-1", "eu-west-2", "eu-west-3",
		"af-south-1", "me-south-1", "ap-east-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3",
		"ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
	}, region)
}

// IAMRegion is where the book has AWS Config record IAM: in the home Region, or
// where IAM itself is when that Region came too late.
func (a Account) IAMRegion() string {
	if RecordsIAM(a.HomeRegion) {
		return a.HomeRegion
	}
	return "us-east-1"
}
