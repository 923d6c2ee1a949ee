package evidence

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// maxSaid is as much of what the aws command said as is read.
const maxSaid = 64 << 10

// readError makes a Failure of what the aws command line printed when a call
// failed.
func readError(r Request, text string) *Failure {
	text = text[:min(len(text), maxSaid)]
	if code, message := said(r, text); code != "" && !slices.Contains(ownCodes(), code) {
		return Refuse(r, code, message)
	}
	if f := readSaved(r, text); f != nil {
		return f
	}
	for _, t := range troubles {
		if t.words.MatchString(text) {
			return t.failure(r)
		}
	}
	return &Failure{Request: r, Kind: Unreadable, Detail: "the aws command failed without saying why"}
}

// ownCodes are codes that the aws command gives to its own trouble: what it says
// then tells more.
// Source: aws-cli pull request 9890; seen with 2.36.12.
func ownCodes() []string {
	return []string{"ParamValidation", "NoRegion", "NoCredentials", "Configuration"}
}

// troubles are what the aws command says when AWS itself said nothing.
// Source: botocore's exceptions.py, the same in versions 1 and 2.
var troubles = []struct {
	words   *regexp.Regexp
	failure func(Request) *Failure
}{
	{regexp.MustCompile(`(?i)invalid choice|unknown options`), func(r Request) *Failure {
		return &Failure{Request: r, Kind: Unreadable, Detail: "this aws is too old for the call", Way: "update it, or use CloudShell"}
	}},
	{
		regexp.MustCompile(`(?i)unable to locate credentials|partial credentials|(?:credentials|session|token)[^\n]*expired|loading sso token|retrieving (?:token|credentials)|refresh[^\n]* (?:token|credentials)|config profile [^\n]* could not be found|reauthenticate`),
		func(r Request) *Failure { return &Failure{Request: r, Kind: NoCredentials} },
	},
	{regexp.MustCompile(`(?i)could not connect to the endpoint`), func(r Request) *Failure { return NotReached(r, "") }},
	{
		regexp.MustCompile(`(?i)connect timeout|read timeout|connection was closed|connect to proxy|ssl validation failed|certificate verify failed`),
		func(r Request) *Failure { return &Failure{Request: r, Kind: Unreachable} },
	},
}

// code is what an error code may look like; it is printed.
const code = `[A-Za-z0-9.:_#-]{1,100}`

// said finds AWS's error code and message in what the aws command printed, in any
// format that cli_error_format can choose. Version 1, and version 2 as legacy and
// enhanced, say it in a sentence; the others print the members of the error.
// Source: AWS CLI User Guide, Structured error output; seen with 2.36.12.
func said(r Request, text string) (string, string) {
	sentence := regexp.MustCompile(`(?ms)^(?:aws: \[ERROR\]: )?An error occurred \((` + code + `)\)(?: when calling [^:(\n]*(?:\([^)\n]*\))?)?(?:: ?(.*))?`)
	if found := sentence.FindStringSubmatch(text); found != nil {
		message, _, _ := strings.Cut(found[2], "\n\nAdditional error details:")
		return found[1], strings.TrimSpace(message)
	}
	for _, format := range []func(string) map[string]string{asJSON, asTable, asYAML} {
		if m := format(text); regexp.MustCompile(`^` + code + `$`).MatchString(m["code"]) {
			return m["code"], m["message"]
		}
	}
	return asText(r, text)
}

// jsonStart is where JSON begins in what was printed.
var jsonStart = regexp.MustCompile(`(?m)^\{`)

// asJSON reads {"Code": …, "Message": …}, perhaps behind lines of warnings.
func asJSON(text string) map[string]string {
	at := jsonStart.FindStringIndex(text)
	if at == nil {
		return nil
	}
	var members map[string]any // a struct would take "message" for "Message"
	if json.NewDecoder(strings.NewReader(text[at[0]:])).Decode(&members) != nil {
		return nil
	}
	code, _ := members["Code"].(string)
	message, _ := members["Message"].(string)
	return map[string]string{"code": code, "message": message}
}

// textMember is a member of an error that was printed as text.
var textMember = regexp.MustCompile(`(?m)^(Code|Message): (.*(?:\n +.*)*)`)

// asYAML reads lines "Code: …" and "Message: …", which goes on in lines that are
// indented.
func asYAML(text string) map[string]string {
	members := map[string]string{}
	for _, m := range textMember.FindAllStringSubmatch(text, -1) {
		members[strings.ToLower(m[1])] = strings.Trim(strings.Join(strings.Fields(m[2]), " "), `'"`)
	}
	return members
}

// asTable reads a table whose head, or whose first column, is Code and Message.
func asTable(text string) map[string]string {
	members := map[string]string{}
	var head []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i, cell := range cells {
			cells[i] = strings.TrimSpace(cell)
		}
		switch {
		case head != nil:
			for i, name := range head[:min(len(head), len(cells))] {
				if members[name] == "" {
					members[name] = cells[i]
				}
			}
		case len(cells) > 1 && (cells[0] == "Code" || cells[0] == "Message") && cells[1] != "Message":
			if name := strings.ToLower(cells[0]); members[name] == "" {
				members[name] = strings.Join(cells[1:], "|")
			}
		case strings.Contains(line, " Code ") && strings.Contains(line, " Message "):
			for _, cell := range cells {
				head = append(head, strings.ToLower(cell))
			}
		}
	}
	return members
}

// asText reads the members' values in one line, tabs between them, in the order of
// their names: one of another name may stand before the code.
func asText(r Request, text string) (string, string) {
	fields := strings.Split(strings.TrimSpace(text), "\t")
	if len(fields) < 2 || !regexp.MustCompile(`^`+code+`$`).MatchString(fields[0]) {
		return "", ""
	}
	at := slices.IndexFunc(fields[:len(fields)-1], func(field string) bool { return Refuse(r, field, "").Kind != Unreadable })
	return fields[max(at, 0)], fields[max(at, 0)+1]
}
