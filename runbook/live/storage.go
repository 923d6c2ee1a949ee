//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/rds"
)

func efsOperations(cfg aws.Config) map[string]operation {
	c := efs.NewFromConfig(cfg)
	return map[string]operation{
		"efs describe-file-systems": all(c.DescribeFileSystems, token{in: "Marker", out: "NextMarker"}),
	}
}

func rdsOperations(cfg aws.Config) map[string]operation {
	c := rds.NewFromConfig(cfg)
	return map[string]operation{
		"rds describe-db-instances": all(c.DescribeDBInstances, token{in: "Marker", out: "Marker"}),
	}
}
