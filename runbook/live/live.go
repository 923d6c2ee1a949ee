//go:build !offline

// Package live answers calls from AWS itself, with aws-sdk-go-v2. It is the
// only place that imports the SDK: each declared command is one entry of a map
// to a typed SDK method, and answers leave it as the JSON that the aws command
// line prints.
package live

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsconfig "github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/endpointcreds"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/evidence"
)

// Options say whose credentials to use.
type Options struct {
	Profile string                 // named profile; "" means the SDK's default chain
	Region  string                 // Region whose STS endpoint is asked
	Code    func() (string, error) // asks the reader for an MFA code, for a profile with mfa_serial

	// Elsewhere is told of each host that is asked and is not AWS's: the AWS
	// configuration leads there. It is called once for each, and by one at a time.
	Elsewhere func(host string)

	// Said takes what a credential_process says on its standard error, cleaned; nil
	// where nobody wants to know.
	Said io.Writer
}

// Account is a road to one AWS account: a set of credentials that were found
// to belong to it.
type Account struct {
	cfg      config.Config
	aws      aws.Config
	identity string
	lanes    *lanes
	children *processes
	requests atomic.Int64
	left     *atomic.Int64 // bytes that may still come in this reading
}

// Connect finds credentials and asks AWS whom they belong to. Before it is
// sure of the account, no other call is made.
func Connect(ctx context.Context, cfg config.Config, o Options) (*Account, error) {
	if o.Said == nil {
		o.Said = io.Discard
	}
	left := &atomic.Int64{}
	left.Store(maxReading)
	where := &elsewhere{tell: o.Elsewhere, told: map[string]bool{}}
	loaded, err := awsconfig.LoadDefaultConfig(ctx,
		awsconfig.WithSharedConfigProfile(o.Profile),
		awsconfig.WithRegion(o.Region),
		awsconfig.WithLogger(logging.Nop{}), // what went wrong is in the errors
		// One transport for every client: connections are kept and shared.
		awsconfig.WithHTTPClient(transport(left, where.look)),
		// With another mode the SDK dials by itself, and the bound of transport is gone.
		awsconfig.WithDefaultsMode(aws.DefaultsModeLegacy),
		awsconfig.WithEndpointCredentialOptions(func(container *endpointcreds.Options) { container.HTTPClient = transport(left, where.beside) }),
		awsconfig.WithAPIOptions([]func(*middleware.Stack) error{renewsNothing, briefMetadata}),
		awsconfig.WithAssumeRoleCredentialOptions(func(role *stscreds.AssumeRoleOptions) { role.TokenProvider = o.code }),
		awsconfig.WithAppID("hardbook-"+runbook.Version))
	if err != nil {
		return nil, noCredentials(ctx, o, &configurationError{err})
	}
	children := &processes{until: ctx}
	children.take(&loaded, o)
	a := &Account{cfg: cfg, aws: loaded, lanes: newLanes(), children: children, left: left}
	held := &sameAccount{CredentialsProvider: loaded.Credentials}
	a.identity, err = a.own(ctx, held)
	if ctx.Err() != nil {
		children.running.Wait() // they end with ctx, and not after this program
	}
	var wrong *WrongAccountError
	var nobody *noARNError
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return nil, errors.New("interrupted, nothing was written")
	case ctx.Err() != nil:
		return nil, &LateError{ctx.Err()}
	case errors.As(err, &wrong), errors.As(err, &nobody):
		return nil, err
	case err != nil:
		return nil, noCredentials(ctx, o, err)
	}
	held.check = func(ctx context.Context, renewed aws.CredentialsProvider) error {
		_, err := a.own(ctx, renewed)
		return err
	}
	held.prove()
	a.aws.Credentials = held
	return a, nil
}

// Evidence reads the account as of now. Nothing is asked until Load or a
// Source asks for it; once ctx is done every further request fails.
// Operations that none of the calls declares are refused.
func (a *Account) Evidence(ctx context.Context, now time.Time, calls []evidence.Call) evidence.Evidence {
	m := evidence.Manifest{
		Schema: evidence.ManifestSchema, Account: a.cfg.Account.ID, Identity: a.identity,
		CollectedAt: now.UTC().Truncate(time.Second), Regions: a.cfg.Account.Regions, AWS: "hardbook " + runbook.Version,
	}
	a.left.Store(maxReading)
	a.children.until = ctx
	guarded := a.aws.Copy()
	guarded.HTTPClient = wholeAnswers{guarded.HTTPClient}
	guarded.APIOptions = append(guarded.APIOptions, guard(calls, func() { a.requests.Add(1) }))
	c := newClients(guarded)
	return evidence.New(a.cfg, m, func(r evidence.Request) ([]byte, error) { return a.fetch(ctx, c, r) })
}

// Identity is the ARN of whoever the credentials belong to.
func (a *Account) Identity() string { return a.identity }

// Requests is the number of requests made so far; a page of a list counts as
// one, a retry as none.
func (a *Account) Requests() int { return int(a.requests.Load()) }

// fetch makes one call, again and again where its Until asks for it.
func (a *Account) fetch(ctx context.Context, c *clients, r evidence.Request) ([]byte, error) {
	for pause := 500 * time.Millisecond; ; pause = min(2*pause, 8*time.Second) {
		body, err := a.once(ctx, c, r)
		if err != nil || r.Call.Until == "" || evidence.Holds(body, r.Call.Until) {
			return body, err
		}
		select {
		case <-ctx.Done():
			return body, nil // not finished: evidence says so
		case <-time.After(pause):
		}
	}
}

func (a *Account) once(ctx context.Context, c *clients, r evidence.Request) ([]byte, error) {
	op, ok := c.operation(r.Call.Command, r.Region)
	if !ok {
		return nil, &evidence.Failure{Request: r, Detail: "this hardbook does not know the call"}
	}
	service, _, _ := strings.Cut(r.Call.Command, " ")
	leave, err := a.lanes.enter(ctx, service, r.Region)
	if err != nil {
		return nil, failure(r, err)
	}
	defer leave()
	params, err := json.Marshal(r.Input(a.cfg))
	if err != nil {
		return nil, failure(r, err)
	}
	answer, err := op.ask(ctx, params)
	if region := bucketRegion(err); region != "" && region != r.Region {
		op, _ = c.operation(r.Call.Command, region) // it is known here, so it is there
		answer, err = op.ask(ctx, params)
	}
	if err != nil {
		return nil, failure(r, err)
	}
	return json.Marshal(answer)
}
