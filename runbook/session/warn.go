package session

import (
	"fmt"
	"io"

	"hardbook/runbook"
	"hardbook/runbook/config"
	"hardbook/runbook/names"
	"hardbook/runbook/quote"
)

// warnPowerful tells a reader whose credentials can do more than read how to
// do with less. Verify goes on: it makes read calls only, whoever it is.
func warnPowerful(w io.Writer, cfg config.Config, arn string) {
	can := runbook.Powerful(cfg, arn)
	if can == "" {
		return
	}
	way := "hardbook verify --profile " + names.VerifierProfile
	if !cfg.Admin.Shell {
		way = "bash collect.sh in CloudShell, as the role" // aws login is closed to this admin
	}
	fmt.Fprintf(w, "hardbook: WARNING: these credentials %s\n", quote.Terminal(can))
	fmt.Fprintln(w, "hardbook: WARNING: hardbook only reads, and the role "+names.VerifierRole+" is enough for that")
	fmt.Fprintf(w, "hardbook: hint: %s; the step verifier-role makes the role, and the chapter %q of the book shows how to use it\n", way, runbook.TicksChapter)
}

// warnElsewhere tells a reader whose questions do not go to AWS, before what comes
// of it. Verify goes on: who set it up like that may mean it.
func warnElsewhere(w io.Writer) func(host string) {
	hinted := false
	return func(host string) {
		fmt.Fprintf(w, "hardbook: WARNING: this run asks %s in place of AWS: the ticks are about what answers there\n", quote.Terminal(host))
		if !hinted {
			fmt.Fprintln(w, "hardbook: hint: AWS_ENDPOINT_URL, or endpoint_url in the AWS configuration, leads there; without it hardbook asks AWS itself")
		}
		hinted = true
	}
}
