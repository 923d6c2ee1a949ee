package calls

import (
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/names"
)

// Stores are the databases and file systems of a Region.
type Stores struct {
	Databases   []DBInstance
	FileSystems []FileSystem
}

// DBInstance is a machine of a database. Source: Amazon RDS API, DBInstance.
// Those of Neptune and DocumentDB are among them.
type DBInstance struct {
	DBInstanceIdentifier    string
	DBInstanceArn           string
	DBClusterIdentifier     string `json:",omitempty"` // the cluster that it is in, if any
	Engine                  string `json:",omitempty"` // postgres, aurora-mysql, docdb …
	StorageEncrypted        bool
	AutoMinorVersionUpgrade bool
	PubliclyAccessible      bool
	MultiAZ                 bool // of a machine in a cluster it says nothing: the cluster spans the zones
}

// FileSystem is a file system of EFS. Source: Amazon EFS API,
// FileSystemDescription.
type FileSystem struct {
	FileSystemId string
	Encrypted    bool
}

type dbInstances struct{ DBInstances []DBInstance }

type fileSystems struct{ FileSystems []FileSystem }

// RegionalStores asks in each Region for its databases and file systems. The
// answer is keyed by Region.
func RegionalStores() evidence.Source[map[string]Stores] {
	return joint(
		evidence.Regional(evidence.Query[dbInstances]{Call: evidence.Call{
			Command: "rds describe-db-instances",
			Action:  "rds:DescribeDBInstances",
			Narrow:  func(cfg config.Config) []string { return []string{names.ARN("rds", "*", cfg.Account.ID, "db:*")} },
		}}),
		evidence.Regional(evidence.Query[fileSystems]{Call: evidence.Call{
			Command: "efs describe-file-systems",
			Action:  "elasticfilesystem:DescribeFileSystems",
			Narrow: func(cfg config.Config) []string {
				return []string{names.ARN("elasticfilesystem", "*", cfg.Account.ID, "file-system/*")}
			},
		}}),
		func(d dbInstances, f fileSystems) Stores { return Stores{d.DBInstances, f.FileSystems} },
	)
}
