package report

import (
	"io"

	"hardbook/runbook"
	"hardbook/runbook/verify"
)

// manySchema names the JSON form of the reports on several accounts.
const manySchema = "hardbook/verify-many/v1"

// manyJSON is the form of manySchema.
type manyJSON struct {
	Schema   string        `json:"schema"`
	Accounts []accountJSON `json:"accounts"`
	Summary  summaryJSON   `json:"summary"`
}

type accountJSON struct {
	Name    string         `json:"name"`
	Config  string         `json:"config"`
	Account string         `json:"account"`
	Error   string         `json:"error,omitempty"`
	Report  *verify.Report `json:"report,omitempty"`
}

type summaryJSON struct {
	Accounts int                    `json:"accounts"`
	Failed   int                    `json:"failed"`
	Lost     int                    `json:"lost"`
	Steps    map[runbook.Status]int `json:"steps"`
}

// writeManyJSON writes the reports in their schema, hardbook/verify-many/v1: each as
// JSON writes one.
func writeManyJSON(w io.Writer, a Accounts) error {
	all := manyJSON{
		Schema: manySchema, Accounts: []accountJSON{},
		Summary: summaryJSON{len(a.List), a.failed(), a.lost(), a.steps()},
	}
	for _, one := range a.List {
		j := accountJSON{Name: one.Name, Config: one.Config, Account: one.Account}
		if one.Verified() {
			j.Report = &one.Report
		} else {
			j.Error = one.why()
			if one.Err != nil {
				j.Error = one.Err.Error()
			}
		}
		all.Accounts = append(all.Accounts, j)
	}
	return writeJSON(w, all)
}
