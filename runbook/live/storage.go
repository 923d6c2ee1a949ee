//go:build !offline

package live

import (
	"github.com/aws/aws-sdk-go-v2/service/efs"
	"github.com/aws/aws-sdk-go-v2/service/rds"
)

func storageOperations() map[string]operation {
	return map[string]operation{
		"efs describe-file-systems": all(efs.NewFromConfig, func(c *efs.Client, in *efs.DescribeFileSystemsInput) *efs.DescribeFileSystemsPaginator {
			return efs.NewDescribeFileSystemsPaginator(c, in)
		}),
		"rds describe-db-instances": all(rds.NewFromConfig, func(c *rds.Client, in *rds.DescribeDBInstancesInput) *rds.DescribeDBInstancesPaginator {
			return rds.NewDescribeDBInstancesPaginator(c, in)
		}),
	}
}
