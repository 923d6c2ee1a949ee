package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"text/template"

	"hardbook/runbook/config"
	"hardbook/runbook/eventrule"
	"hardbook/runbook/evidence"
	"hardbook/runbook/quote"
)

// alertFunctions let the text of a step that has e-mails sent print the pattern of
// its rules, and the commands that make and remove them: alert-needs, alert-do and
// alert-undo of templates/commands.
func alertFunctions(cfg config.Config, step string, s shared) template.FuncMap {
	find := sync.OnceValues(func() (eventrule.Alert, bool) { return eventrule.Find(step) })
	of := func(print func(config.Config, eventrule.Alert) (string, error)) func() (string, error) {
		return func() (string, error) {
			a, ok := find()
			if !ok {
				return "", fmt.Errorf("step %q is no alert", step)
			}
			return print(cfg, a)
		}
	}
	all := template.FuncMap{"alertPattern": of(alertPattern), "alertElsewhere": of(alertElsewhere)}
	for function, name := range map[string]string{"alertNeeds": "alert-needs", "alertDo": "alert-do", "alertUndo": "alert-undo"} {
		all[function] = of(func(cfg config.Config, a eventrule.Alert) (string, error) {
			r, err := alertRules(cfg, a)
			if err != nil {
				return "", err
			}
			return s.fill(name, r)
		})
	}
	return all
}

func alertPattern(_ config.Config, a eventrule.Alert) (string, error) {
	var b bytes.Buffer
	err := json.Indent(&b, []byte(a.Pattern), "", "  ")
	return b.String(), err
}

// alertElsewhere names the Regions beside the home Region that need a rule; ""
// means none.
func alertElsewhere(cfg config.Config, a eventrule.Alert) (string, error) {
	regions := a.RuleRegions(cfg)
	if regions == nil {
		return "each other Region that is enabled in your account", nil
	}
	var others []string
	for _, region := range regions {
		if region != cfg.Account.HomeRegion {
			others = append(others, code(region))
		}
	}
	return strings.Join(others, ", "), nil
}

// rules are the rules of an alert, one in each Region that needs one. That of the
// home Region sends e-mails, also about what the others hand on to it: so all have
// the same pattern.
type rules struct {
	eventrule.Alert
	Home, Topic, Elsewhere string
	Regions                string // what a variable is set to, between blanks
	Target                 string // the ID of the one target of each rule
	Email, Onward          any    // the target of the home Region, and of the others
}

func alertRules(cfg config.Config, a eventrule.Alert) (rules, error) {
	elsewhere, err := alertElsewhere(cfg, a)
	r := rules{Alert: a, Home: cfg.Account.HomeRegion, Topic: eventrule.Topic(cfg), Elsewhere: elsewhere, Regions: evidence.RegionWords(cfg), Target: "hardbook"}
	if regions := a.RuleRegions(cfg); regions != nil {
		r.Regions = quote.Shell(strings.Join(regions, " "))
	}
	r.Email = []any{map[string]any{"Id": r.Target, "Arn": r.Topic, "InputTransformer": email(cfg, a)}}
	r.Onward = []any{map[string]any{"Id": r.Target, "Arn": eventrule.Bus(cfg), "RoleArn": eventrule.RoleARN(cfg)}}
	return r, err
}

// email is what makes an e-mail of an event: one line for the alert, and one for
// each thing that it says.
// Source: EventBridge API, InputTransformer.
func email(cfg config.Config, a eventrule.Alert) map[string]any {
	paths, lines := map[string]string{}, []string{`"` + a.Title + " in AWS account " + cfg.Account.ID + `"`}
	for _, line := range a.Says {
		key := strings.ToLower(line.Word)
		paths[key] = line.Path
		lines = append(lines, `"`+line.Word+": <"+key+`>"`)
	}
	return map[string]any{"InputPathsMap": paths, "InputTemplate": strings.Join(lines, "\n")}
}
