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
	"hardbook/runbook/names"
	"hardbook/runbook/quote"
)

// alertFunctions let the text of a step that has e-mails sent print the pattern of
// its rules, and the commands that make and remove them.
func alertFunctions(cfg config.Config, step string) template.FuncMap {
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
	return template.FuncMap{"alertPattern": of(alertPattern), "alertNeeds": of(alertNeeds), "alertDo": of(alertDo), "alertUndo": of(alertUndo), "alertElsewhere": of(alertElsewhere)}
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

// targetID is the ID of the one target that each rule of the book has.
const targetID = "hardbook"

// alertDo makes a rule in each Region that needs one. That of the home Region
// sends e-mails, also about what the others hand on to it: so all have the same
// pattern. put-targets says in its answer, and not by its exit code, when AWS did
// not take a target.
func alertDo(cfg config.Config, a eventrule.Alert) (string, error) {
	email, err := compactJSON([]any{map[string]any{"Id": targetID, "Arn": eventrule.Topic(cfg), "InputTransformer": email(cfg, a)}})
	if err != nil {
		return "", err
	}
	onward, err := compactJSON([]any{map[string]any{"Id": targetID, "Arn": eventrule.Bus(cfg), "RoleArn": eventrule.RoleARN(cfg)}})
	return inEachRegion(cfg, a, `aws events put-rule --region "$region" --name `+a.Rule()+` --state ENABLED --description `+sh(a.Title)+` --event-pattern `+sh(a.Pattern)+` --query RuleArn --output text
case $region in
(`+cfg.Account.HomeRegion+`) targets=`+sh(email)+` ;;
(*) targets=`+sh(onward)+` ;;
esac
refused=$(aws events put-targets --region "$region" --rule `+a.Rule()+` --targets "$targets" --query FailedEntryCount --output text)
case $refused in
(0) ;;
(*) printf 'Stopped: AWS did not take the target of the rule in %s\n' "$region" >&2; exit 1 ;;
esac
`), err
}

// alertNeeds stops where the topic is missing that an alert writes to, or the role
// with which its rules hand events on.
func alertNeeds(cfg config.Config, a eventrule.Alert) (string, error) {
	elsewhere, err := alertElsewhere(cfg, a)
	needs := `ok_if NotFound aws sns get-topic-attributes --region ` + cfg.Account.HomeRegion + ` --topic-arn ` + eventrule.Topic(cfg) + ` --query Attributes.TopicArn --output text
` + stopIfAbsent("there is no topic "+names.SecurityTopic+". Do the step security-topic first.")
	if elsewhere != "" {
		needs += `
ok_if NoSuchEntity aws iam get-role --role-name ` + names.AlertsRole + ` --query Role.Arn --output text
` + stopIfAbsent("there is no role "+names.AlertsRole+". Do the step alert-role first.")
	}
	return needs, err
}

// alertUndo removes the rules that alertDo makes. One that has targets of others
// stays with them.
func alertUndo(cfg config.Config, a eventrule.Alert) (string, error) {
	return inEachRegion(cfg, a, `ok_if ResourceNotFoundException aws events remove-targets --region "$region" --rule `+a.Rule()+` --ids `+targetID+` --query FailedEntries --output text
if test -z "$already"; then
others=$(aws events list-targets-by-rule --region "$region" --rule `+a.Rule()+` --query 'Targets[].Id' --output text)
if test -n "$others"; then
printf '%s: the rule stays, since it has targets of others: %s\n' "$region" "$others"
continue
fi
aws events delete-rule --region "$region" --name `+a.Rule()+`
fi
printf '%s\n' "$region"
`), nil
}

// inEachRegion is a loop over the Regions that need a rule.
func inEachRegion(cfg config.Config, a eventrule.Alert, commands string) string {
	words := evidence.RegionWords(cfg)
	if regions := a.RuleRegions(cfg); regions != nil {
		words = quote.Shell(strings.Join(regions, " "))
	}
	return "regions=" + words + `
printf '%s\n' "$regions" | tr -s '[:blank:]' '\n' | while read -r region; do
test -n "$region" || continue
` + commands + "done"
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

// compactJSON is a value as JSON on one line, in which < and > stand for
// themselves.
func compactJSON(v any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSpace(b.String()), err
}
