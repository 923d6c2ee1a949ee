// Package reference knows the actions of IAM and what IAM can limit each to, as
// AWS's Service Authorization Reference lists them. Only tests import it.
package reference

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed actions.tsv
var table string

// Action is what the reference says about an action.
type Action struct {
	// Level is its access level: Read, List, Write, with a comma between
	// two, as in "Permissions management, Write".
	Level string
	// Resources are the ARN patterns, with ${Variables}, of the resources
	// that IAM can limit it to. There are none if it takes only "*".
	Resources []string
}

// Actions are the known actions by name, such as "s3:GetBucketPolicy". They are
// all those of the services that the book deals with, but of EC2 and Systems
// Manager only what actions.mjs names.
type Actions map[string]Action

// Load reads the actions.
func Load() (Actions, error) { return load(table) }

func load(table string) (Actions, error) {
	known, last := Actions{}, ""
	for i, line := range strings.Split(strings.TrimSuffix(table, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 3 || columns[0] <= last || columns[1] == "" || columns[2] == "" {
			return nil, fmt.Errorf("actions.tsv:%d: not three columns in order", i+1)
		}
		action := Action{Level: columns[1]}
		if columns[2] != "-" {
			action.Resources = strings.Split(columns[2], ",")
		}
		last = columns[0]
		known[last] = action
	}
	return known, nil
}
