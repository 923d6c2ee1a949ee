// Package loop holds the closed loop, and no code but tests: the book's own
// blocks are run by real shells with the real aws command against an AWS
// emulator (moto), and the real hardbook process says how each step stands
// before, after, and after the undo. Where moto is not as AWS, testdata/moto.py
// corrects what it checks, and a front before it what it answers. Each version of
// aws runs in a process that has it loaded (testdata/aws), most of the time.
//
// The tests take many minutes, so they have a build tag of their own:
//
//	go test -tags loop ./runbook/loop
//
// They need what .ci/tools installs, and bash, zsh, shellcheck and unshare.
// Where one is missing a test skips and says how to install it; with CI=true it
// fails. Nothing reaches beyond the loopback interface. With -short only the
// quick tests run.
package loop
