//go:build !offline

package live

import (
	"context"
	"fmt"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"hardbook/runbook/evidence"
)

// guard makes clients refuse every operation that none of the calls declares,
// before anything is built, signed or sent, and calls allowed for every other. It
// goes on the clients that read, not on the credential chain, which must still
// assume roles.
func guard(calls []evidence.Call, allowed func()) func(*middleware.Stack) error {
	declared := map[string]bool{}
	for _, c := range calls {
		declared[c.Command] = true
	}
	refuse := middleware.InitializeMiddlewareFunc("hardbook:guard", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		service, operation := strings.ToLower(awsmiddleware.GetServiceID(ctx)), awsmiddleware.GetOperationName(ctx)
		switch service {
		case "s3":
			service = "s3api" // on the command line s3 is for copying files
		case "cloudwatch logs":
			service = "logs"
		case "s3 control":
			service = "s3control"
		case "eventbridge":
			service = "events"
		case "cost explorer":
			service = "ce"
		case "config service":
			service = "configservice"
		}
		if command := service + " " + evidence.Kebab(operation); !declared[command] {
			return middleware.InitializeOutput{}, middleware.Metadata{}, fmt.Errorf("refused: no step declares %s", command)
		}
		allowed()
		return next.HandleInitialize(ctx, in)
	})
	return func(stack *middleware.Stack) error {
		// After the SDK's own, which put the names into the context.
		return stack.Initialize.Add(refuse, middleware.After)
	}
}
