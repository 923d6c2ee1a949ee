// Package render turns a book and a report on it into what people hold:
// Markdown, HTML, command files and policies.
package render

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"runtime"
	"strings"
	"text/template"

	"github.com/yuin/goldmark/parser"
	"go.yaml.in/yaml/v3"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
	"hardbook/runbook/quote"
	"hardbook/runbook/render/parallel"
)

// Text is what the book says about one step: templates/steps/<ID>.md.
type Text struct {
	ID      string
	Title   string  `yaml:"title"`
	Minutes int     `yaml:"minutes"` // how long a first-timer needs
	Cost    string  `yaml:"cost"`    // "free", or what it costs and when
	Monthly float64 `yaml:"monthly"` // USD a month in an account that is almost empty, about; 0 where that is not worth naming
	Risk    string  `yaml:"risk"`    // "none", or a name and what may happen
	Undo    string  `yaml:"undo"`    // "commands", "console", or "none: " and why

	body   *template.Template
	read   parser.Parser // of where its blocks are, one for all texts
	shared shared        // commands that several steps have in common
	done   *written      // for the book at hand, where that was needed before the rest; else nil
}

// Sections are the headings every step's text has, in this order.
func Sections() []string {
	return []string{"Why", "Console", "Commands", "You should see", "Check it yourself", "Undo"}
}

// Texts reads the text of each step from the templates, by step ID.
func Texts(templates fs.FS, all []runbook.Step) (map[string]Text, error) {
	parsed, wrong := make([]Text, len(all)), make([]error, len(all))
	read := fences()
	shared, err := readShared(templates)
	if err != nil {
		return nil, err
	}
	_ = parallel.Each(atOnce(), all, func(i int, s runbook.Step) error { // every error is told
		raw, err := readText(templates, "steps/"+s.ID+".md")
		if err != nil {
			wrong[i] = fmt.Errorf("step %q has no text: %w", s.ID, err)
			return nil
		}
		if parsed[i], err = parseText(s.ID, raw); err != nil {
			wrong[i] = fmt.Errorf("templates/steps/%s.md: %w", s.ID, err)
		}
		parsed[i].read, parsed[i].shared = read, shared
		return nil
	})
	texts := map[string]Text{}
	for i, t := range parsed {
		if t.ID != "" {
			texts[all[i].ID] = t
		}
	}
	return texts, errors.Join(wrong...)
}

// atOnce is how many steps are worked on at a time: as many as there are
// processors.
func atOnce() int { return runtime.GOMAXPROCS(0) }

func parseText(id, raw string) (Text, error) {
	t := Text{ID: id}
	head, body, ok := strings.Cut(strings.TrimPrefix(raw, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(raw, "---\n") {
		return t, errors.New("does not begin with front matter between two lines of ---")
	}
	dec := yaml.NewDecoder(strings.NewReader(head))
	dec.KnownFields(true)
	if err := dec.Decode(&t); err != nil {
		return t, fmt.Errorf("front matter: %w", err)
	}
	if t.Title == "" || t.Minutes <= 0 || t.Cost == "" || t.Risk == "" || t.Undo == "" {
		return t, errors.New("front matter needs title, minutes, cost, risk and undo")
	}
	if t.Monthly < 0 || t.Monthly > 0 && strings.HasPrefix(t.Cost, "free") {
		return t, errors.New("front matter: cost says free and monthly a number")
	}
	parsed, err := template.New(id).Option("missingkey=error").Funcs(functions(scope{})).Parse(body)
	if err != nil {
		return t, err
	}
	t.body = parsed
	return t, escape(parsed, prose)
}

// readText reads a template; one from Windows may end its lines as it does there.
func readText(templates fs.FS, name string) (string, error) {
	raw, err := fs.ReadFile(templates, name)
	return strings.ReplaceAll(string(raw), "\r\n", "\n"), err
}

// scope is what a step's template can ask for beside the config.
type scope struct {
	config.Config
	step     runbook.Step
	policies map[string][]byte
	shared   shared
}

// functions are what templates can call.
func functions(s scope) template.FuncMap {
	document := func(name string) ([]byte, error) {
		raw, ok := s.policies[name]
		if !ok {
			return nil, fmt.Errorf("the step does not list the policy %q", name)
		}
		return raw, nil
	}
	all := template.FuncMap{
		"sh": sh, "md": md, "code": code, "plain": plain, "money": money, "lower": strings.ToLower,
		// policy is a document as one shell word, policyJSON as it is in policies/.
		"policy": func(name string) (string, error) {
			raw, err := document(name)
			if err != nil {
				return "", err
			}
			line, err := compact(raw)
			return quote.Shell(line), err
		},
		"setPolicy": func(name string) (string, error) {
			raw, err := document(name)
			if err != nil {
				return "", err
			}
			return setPolicy(raw)
		},
		"policyJSON": func(name string) (string, error) {
			raw, err := document(name)
			return strings.TrimRight(string(raw), "\n"), err
		},
		// regions is what a variable is set to for the Regions of the config,
		// between spaces or tabs.
		"regions": func() string {
			words := evidence.RegionWords(s.Config)
			if s.Config.Account.Regions != nil {
				return quote.Shell(words)
			}
			return words
		},
		"needJQ":       func() (string, error) { return s.shared.fill("need-jq", nil) },
		"stopIfAbsent": func(why string) (string, error) { return s.shared.fill("stop-if-absent", why) },
		"iamRegion":    func() string { return s.Config.Account.IAMRegion() },
		"checks":       func() string { return checks(s.Config, s.step.Check.Calls()) },
		"alarmText":    alarmText,
		"actor":        func(who runbook.Actor) string { return actor(s.Config, who) },
	}
	maps.Copy(all, budgetFunctions(s.shared))
	maps.Copy(all, alarmFunctions())
	maps.Copy(all, alertFunctions(s.Config, s.step.ID, s.shared))
	maps.Copy(all, roleFunctions(s.Config, s.shared))
	maps.Copy(all, adminFunctions(s.Config, s.shared))
	maps.Copy(all, topicFunctions(s.Config, s.shared))
	maps.Copy(all, bucketFunctions(s.Config, s.shared))
	return all
}

// fill is the text of an entry with the account's values in it.
func (t Text) fill(cfg config.Config, e runbook.Entry, policies map[string][]byte) (string, error) {
	body, err := t.body.Clone()
	if err != nil {
		return "", err
	}
	var out strings.Builder
	err = body.Funcs(functions(scope{cfg, e.Step, policies, t.shared})).Execute(&out, view{cfg, e})
	return tidy(out.String()), err
}

// view is what a step's template sees: the config's members and its own number.
type view struct {
	config.Config
	Entry runbook.Entry
}

// checks is a block of commands that read what the step's check reads.
func checks(cfg config.Config, calls []evidence.Call) string {
	var lines []string
	for _, c := range evidence.Needed(cfg, calls) {
		lines = append(lines, c.ByHand(cfg))
	}
	return fence + "sh check\n(\nexport AWS_PAGER=\n" + strings.Join(lines, "\n") + "\n)\n" + fence
}

// alarmText is what an alarm says of itself in the e-mail that it sends.
func alarmText(v view, threshold float64) string {
	text := fmt.Sprintf("The bill of AWS account %s has reached %s %s this month", v.Account.ID, money(threshold), v.Billing.Currency)
	if v.Owner != "" {
		text += ". Owner: " + v.Owner
	}
	return text
}

// money is an amount as people write it: 10, 99.5.
func money(amount float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.2f", amount), ".00")
}

// actor names who acts, for readers.
func actor(cfg config.Config, who runbook.Actor) string {
	switch who {
	case runbook.AsRoot:
		return "the root user"
	case runbook.AsAdmin:
		return cfg.Admin.User
	}
	return "the " + string(who) + " role"
}
