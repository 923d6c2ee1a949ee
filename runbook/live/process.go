//go:build !offline

package live

import (
	"context"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/processcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"hardbook/runbook/child"
)

// processes are the commands that hand credentials over. The SDK would let them run
// on after the reading, read all that they print, and send what they say straight
// to the terminal.
type processes struct {
	until   context.Context // ends what runs
	running sync.WaitGroup
}

// take makes the credentials where they rest on a credential_process, and leaves
// them to the SDK where they do not. What they rest on stands in cfg: the SDK has
// read it.
func (p *processes) take(cfg *aws.Config, o Options) {
	var env awsconfig.EnvConfig
	var profile awsconfig.SharedConfig
	for _, source := range cfg.ConfigSources {
		switch source := source.(type) {
		case awsconfig.EnvConfig:
			env = source
		case awsconfig.SharedConfig:
			profile = source
		}
	}
	if o.among(env, profile).root().Kind == Process {
		cfg.Credentials = p.chain(*cfg, profile, o)
	}
}

// chain makes credentials of a profile that rests on a credential_process, the
// roles that it leads to included, in the way of the SDK.
// Source: aws-sdk-go-v2, config/resolve_credentials.go, credsFromAssumeRole.
func (p *processes) chain(cfg aws.Config, profile awsconfig.SharedConfig, o Options) aws.CredentialsProvider {
	var source aws.CredentialsProvider = process{p, processcreds.NewProviderCommand(
		processcreds.NewCommandBuilderFunc(child.Command(profile.CredentialProcess, o.Said)))}
	if profile.Source != nil {
		source = p.chain(cfg, *profile.Source, o)
	}
	cfg.Credentials = aws.NewCredentialsCache(source)
	if profile.RoleARN == "" {
		return cfg.Credentials
	}
	return aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), profile.RoleARN, func(role *stscreds.AssumeRoleOptions) {
		role.RoleSessionName = profile.RoleSessionName
		if given := profile.RoleDurationSeconds; given != nil && *given > 15*time.Minute {
			role.Duration = *given
		}
		if profile.ExternalID != "" {
			role.ExternalID = aws.String(profile.ExternalID)
		}
		if profile.MFASerial != "" {
			role.SerialNumber = aws.String(profile.MFASerial)
		}
		role.TokenProvider = o.code
	}))
}

// process is one of them. It ends when the reading does: the context that the SDK
// hands down never ends.
type process struct {
	of *processes
	*processcreds.Provider
}

// Retrieve runs the command.
func (p process) Retrieve(context.Context) (aws.Credentials, error) {
	p.of.running.Add(1)
	defer p.of.running.Done()
	return p.Provider.Retrieve(p.of.until)
}
