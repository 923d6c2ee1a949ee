//go:build !offline

package live

import (
	"bufio"
	"os"
	"regexp"
	"slices"
	"strings"

	awsconfig "github.com/aws/aws-sdk-go-v2/config"
)

// circle is the way from a profile along source_profile, where it comes back to a
// profile that was on it before; nil where it ends. The SDK calls that a role that
// it could not load, and names one profile of them.
func circle(name string) []string {
	env, err := awsconfig.NewEnvConfig()
	if err != nil {
		return nil
	}
	sources := map[string]string{}
	for file, given := range map[string]string{awsconfig.DefaultSharedConfigFilename(): env.SharedConfigFile, awsconfig.DefaultSharedCredentialsFilename(): env.SharedCredentialsFile} {
		if given != "" {
			file = given
		}
		readSources(file, sources)
	}
	var way []string
	for ; name != ""; name = sources[name] {
		if at := slices.Index(way, name); at >= 0 {
			return append(way[at:], name)
		}
		way = append(way, name)
	}
	return nil
}

// sectionLine opens the section of a profile.
var sectionLine = regexp.MustCompile(`^\[\s*(?:profile\s+)?([^\]]*?)\s*\]`)

// sourceLine names the profile whose credentials another one uses.
var sourceLine = regexp.MustCompile(`(?i)^source_profile\s*=\s*(.*?)\s*$`)

// readSources reads the source_profile of each profile in a file, if there is one.
func readSources(file string, into map[string]string) {
	f, err := os.Open(file)
	if err != nil {
		return // the SDK has said so, or does without
	}
	defer f.Close()
	profile := ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if found := sectionLine.FindStringSubmatch(lines.Text()); found != nil {
			profile = found[1]
		} else if found := sourceLine.FindStringSubmatch(lines.Text()); found != nil {
			into[profile] = found[1]
		}
	}
}

// inCircle is what to do about profiles that name each other, "" where err is
// about something else.
func inCircle(profile string) string {
	way := circle(profile)
	if way == nil {
		return ""
	}
	return "in your AWS configuration the lines source_profile lead in a circle: " + strings.Join(way, " → ") + "; one of these profiles must have credentials of its own"
}
