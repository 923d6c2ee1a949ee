//go:build !offline

package live

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sns"

	"hardbook/runbook/config"
	"hardbook/runbook/steps"
)

// TestGuard smuggles operations past the declarations: a write, a read of a
// service that is used, one of the same name elsewhere. None reaches the wire.
func TestGuard(t *testing.T) {
	s := newServer(t, map[string]answer{
		"GetCallerIdentity": identity("111122223333"),
		"ListTopics":        static(200, "<R><ListTopicsResult>"+topics("a")+"</ListTopicsResult></R>"),
	})
	account, err := Connect(t.Context(), config.Example(), Options{Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	allowed := 0
	cfg := account.aws.Copy()
	cfg.APIOptions = append(cfg.APIOptions, guard(listTopics.Calls(), func() { allowed++ }))
	smuggled := map[string]func(context.Context) error{
		"iam create-user": func(ctx context.Context) error {
			_, err := iam.NewFromConfig(cfg).CreateUser(ctx, &iam.CreateUserInput{UserName: aws.String("x")})
			return err
		},
		"sns delete-topic": func(ctx context.Context) error {
			_, err := sns.NewFromConfig(cfg).DeleteTopic(ctx, &sns.DeleteTopicInput{TopicArn: aws.String("x")})
			return err
		},
		"iam list-users": func(ctx context.Context) error {
			_, err := iam.NewFromConfig(cfg).ListUsers(ctx, nil)
			return err
		},
	}
	for command, call := range smuggled {
		if err := call(t.Context()); err == nil || !strings.Contains(err.Error(), "no step declares "+command) {
			t.Errorf("%s: got %v", command, err)
		}
	}
	if _, err := sns.NewFromConfig(cfg).ListTopics(t.Context(), nil); err != nil {
		t.Errorf("a declared call: %v", err)
	}
	if allowed != 1 {
		t.Errorf("%d operations were counted, not the one that was allowed", allowed)
	}
	if want := []string{"GetCallerIdentity", "ListTopics"}; !slices.Equal(s.actions, want) {
		t.Errorf("the server saw %q, want %q", s.actions, want)
	}
}

// TestGuardLetsEveryDeclaredCallThrough: the guard spells operations as the
// declarations do.
func TestGuardLetsEveryDeclaredCallThrough(t *testing.T) {
	s := newServer(t, map[string]answer{"GetCallerIdentity": identity("111122223333"), "": refusal(403, "AccessDenied")})
	for _, step := range steps.All() {
		calls := step.Check.Calls()
		if len(calls) == 0 {
			continue
		}
		before := len(s.actions)
		e := connect(t, config.Example(), calls)
		e.Load(calls)
		if len(s.actions) < before+2 {
			t.Errorf("%s: no call of it reached the server", step.ID)
		}
		if v := step.Check.Run(e); strings.Contains(v.Reason, "refused: no step declares") {
			t.Errorf("%s: %s", step.ID, v.Reason)
		}
	}
}
