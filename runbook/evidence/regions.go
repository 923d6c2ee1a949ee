package evidence

// RegionList is the answer of ec2 describe-regions.
type RegionList struct {
	Regions []struct {
		RegionName  string
		OptInStatus string
	}
}

// enabledRegions finds the Regions that are switched on in the account.
const enabledRegions = "Regions[?OptInStatus!='not-opted-in'].RegionName"

// Regions asks for the Regions that are enabled in the account.
// Source: Amazon EC2 API, DescribeRegions. EC2's and not the Account API's
// list is read because every aws command line in use knows it.
var Regions = Query[RegionList]{Call{
	Command: "ec2 describe-regions",
	Action:  "ec2:DescribeRegions",
}}
