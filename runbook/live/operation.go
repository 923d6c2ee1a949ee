//go:build !offline

package live

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// An operation makes one declared call.
type operation struct {
	request func(ctx context.Context, params []byte) (map[string]any, error) // with the JSON of its params, for one page
	by      token                                                            // to the next page; zero where there is only one
}

// services returns, for each service by its name on the aws command line, what
// makes its client for cfg's Region, and with it the operations by declared
// command.
//
// Nothing here may turn a client into an interface. The linker would then keep
// every method of it, and EC2 has 750: the program would be three times as large.
// That is why an operation is a bound method (c.GetUser), and why lists are not
// read with the SDK's paginators, which take the client as an interface.
func services() map[string]func(cfg aws.Config) map[string]operation {
	return map[string]func(aws.Config) map[string]operation{
		"accessanalyzer": accessanalyzerOperations,
		"account":        accountOperations,
		"budgets":        budgetsOperations,
		"ce":             ceOperations,
		"cloudtrail":     cloudtrailOperations,
		"cloudwatch":     cloudwatchOperations,
		"configservice":  configserviceOperations,
		"ec2":            ec2Operations,
		"efs":            efsOperations,
		"events":         eventsOperations,
		"guardduty":      guarddutyOperations,
		"iam":            iamOperations,
		"kms":            kmsOperations,
		"logs":           logsOperations,
		"rds":            rdsOperations,
		"s3api":          s3Operations,
		"s3control":      s3controlOperations,
		"securityhub":    securityhubOperations,
		"sns":            snsOperations,
		"ssm":            ssmOperations,
	}
}

// one makes an operation of a client's method whose answer comes in one page.
func one[In, Out, Opt any](call func(context.Context, *In, ...func(*Opt)) (*Out, error)) operation {
	return all(call, token{})
}

// all makes an operation of a client's method whose answer may come in many
// pages.
func all[In, Out, Opt any](call func(context.Context, *In, ...func(*Opt)) (*Out, error), by token) operation {
	return operation{by: by, request: func(ctx context.Context, params []byte) (map[string]any, error) {
		var in In
		if err := json.Unmarshal(params, &in); err != nil {
			return nil, fmt.Errorf("params do not fit the call: %w", err)
		}
		out, err := call(ctx, &in)
		if err != nil {
			return nil, err
		}
		return members(out), nil
	}}
}

// renamed makes an operation of one whose answer has a member that the command
// line spells otherwise than the SDK.
func renamed(from, to string, op operation) operation {
	return operation{by: op.by, request: func(ctx context.Context, params []byte) (map[string]any, error) {
		answer, err := op.request(ctx, params)
		if value, ok := answer[from]; ok {
			delete(answer, from)
			answer[to] = value
		}
		return answer, err
	}}
}
