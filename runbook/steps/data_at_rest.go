package steps

import (
	"cmp"
	"strings"

	"hardbook/runbook"
	"hardbook/runbook/calls"
	"hardbook/runbook/config"
	"hardbook/runbook/judge"
)

// DataAtRest watches that databases and file systems are encrypted, and that
// databases are kept up to date, off the Internet and in two places. As with
// OpenAdminPorts, the end of the operator must not wait for it.
var DataAtRest = runbook.Step{
	ID:      "data-at-rest",
	Phase:   runbook.Defaults,
	Who:     runbook.AsAdmin,
	Profile: config.CIS,
	Check:   runbook.InRegions(calls.RegionalStores(), judgeDataAtRest),
	Refs:    runbook.Refs{CIS: "3.2.1,3.2.2,3.2.3,3.2.4,3.3.1"},
}

func judgeDataAtRest(_ config.Config, regions map[string]calls.Stores) runbook.Verdict {
	findings, wrong := judge.Sweep(regions, func(s calls.Stores) []runbook.Finding {
		var found []runbook.Finding
		for _, d := range s.Databases {
			var lacks []string
			for _, flaw := range []struct {
				there bool
				what  string
			}{
				{!d.StorageEncrypted, "is not encrypted"},
				{!d.AutoMinorVersionUpgrade && updatable(d.Engine), "does not take small updates by itself"},
				{d.PubliclyAccessible, "can be reached from the Internet"},
				// A machine of a cluster says false, wherever the others are.
				{!d.MultiAZ && d.DBClusterIdentifier == "", "is in one Availability Zone only"},
			} {
				if flaw.there {
					lacks = append(lacks, flaw.what)
				}
			}
			found = append(found, runbook.Finding{
				OK: len(lacks) == 0, Resource: d.DBInstanceIdentifier,
				Detail: "the database " + d.DBInstanceIdentifier + " " + cmp.Or(judge.And(lacks), "is as it should be"),
			})
		}
		for _, f := range s.FileSystems {
			detail := map[bool]string{true: "is encrypted", false: "is not encrypted"}[f.Encrypted]
			found = append(found, runbook.Finding{OK: f.Encrypted, Resource: f.FileSystemId, Detail: "the file system " + f.FileSystemId + " " + detail})
		}
		return found
	})
	switch {
	case len(findings) == 0:
		return runbook.Verdict{Status: runbook.StatusNotApplicable, Reason: "there is no database of RDS and no file system of EFS"}
	case len(wrong) > 0:
		return runbook.Todo("databases or file systems are not as they should be: %s", judge.FirstOf(wrong)).With(findings...)
	}
	return runbook.Done("every database and file system is encrypted, and every database is up to date, not public, and in two places").With(findings...)
}

// updatable reports whether a database of this engine can be told to take small
// updates by itself. DocumentDB takes none, whatever is set, and RDS Custom must
// be set to take none. Neptune and Aurora can.
// Source: Amazon DocumentDB API and Amazon RDS API, CreateDBInstance,
// AutoMinorVersionUpgrade.
func updatable(engine string) bool {
	return engine != "docdb" && !strings.HasPrefix(engine, "custom-")
}
