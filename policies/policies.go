// Package policies holds the IAM policy documents of the book: one JSON file
// each, valid as it stands, with {{placeholders}} inside its strings.
package policies

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"

	"hardbook/runbook/config"
)

//go:embed *.json
var files embed.FS

// Has reports whether there is a document of this name.
func Has(name string) bool {
	_, err := fs.Stat(files, name+".json")
	return err == nil
}

// values are what placeholders stand for.
func values(cfg config.Config) map[string]string {
	return map[string]string{
		"account.id":  cfg.Account.ID,
		"admin.user":  cfg.Admin.User,
		"home.region": cfg.Account.HomeRegion,
	}
}

// Fill is the document of this name with its placeholders filled in.
func Fill(name string, cfg config.Config) ([]byte, error) {
	raw, err := files.ReadFile(name + ".json")
	if err != nil {
		return nil, fmt.Errorf("there is no policy %q", name)
	}
	return fill(name, raw, cfg)
}

// placeholder is what a value of the config takes the place of.
var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

func fill(name string, raw []byte, cfg config.Config) ([]byte, error) {
	known := values(cfg)
	var unknown error
	filled := placeholder.ReplaceAllFunc(raw, func(mark []byte) []byte {
		value, ok := known[string(mark[2:len(mark)-2])]
		if !ok {
			unknown = fmt.Errorf("policy %q: nothing is known as %s", name, mark)
		}
		// Inside a JSON string already: without the quotes around it.
		quoted, err := json.Marshal(value)
		if err != nil {
			unknown = err
			return nil
		}
		return quoted[1 : len(quoted)-1]
	})
	if unknown == nil && !json.Valid(filled) {
		unknown = fmt.Errorf("policy %q is not valid JSON", name)
	}
	if unknown != nil {
		return nil, unknown
	}
	return filled, nil
}
