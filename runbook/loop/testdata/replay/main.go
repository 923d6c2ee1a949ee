// Command replay plays the aws command: it says what is on a tape again, call by
// call, but for one call that fails. It is one process without children, since
// the tests start it tens of thousands of times.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	code, err := play(os.Args[1:], os.Getenv("TAPE"), os.Getenv("CALLS"), os.Getenv("FAIL"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "the tape of the aws command:", err)
		os.Exit(3)
	}
	os.Exit(code)
}

// play notes the call in the file log and plays it from the folder tape. Call
// number fail, of those that are noted, fails.
func play(args []string, tape, log, fail string) (int, error) {
	number, err := note(log, strings.Join(args, " ")+"\n")
	if err != nil {
		return 0, err
	}
	if number == fail {
		fmt.Fprintln(os.Stderr, "An error occurred (ServiceUnavailable) when calling it")
		return 255, nil
	}
	part := func(name string) string { return filepath.Join(tape, number+"."+name) }
	for i, arg := range args {
		if i == 0 || args[i-1] != "--outfile" {
			continue
		}
		if err := show(part("file"), func() (io.WriteCloser, error) { return os.Create(arg) }); err != nil {
			return 0, err
		}
	}
	for name, stream := range map[string]*os.File{"out": os.Stdout, "err": os.Stderr} {
		if err := show(part(name), func() (io.WriteCloser, error) { return stream, nil }); err != nil {
			return 0, err
		}
	}
	code, err := os.ReadFile(part("code"))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(code)))
}

// note adds a line to the file log and returns how many it has then.
func note(log, line string) (string, error) {
	file, err := os.OpenFile(log, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return "", err
	}
	defer file.Close()
	if _, err := file.WriteString(line); err != nil {
		return "", err
	}
	all, err := os.ReadFile(log)
	return strconv.Itoa(bytes.Count(all, []byte("\n"))), err
}

// show writes what is in a file to what open gives, and closes it.
func show(name string, open func() (io.WriteCloser, error)) error {
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	to, err := open()
	if err != nil {
		return err
	}
	if _, err := to.Write(raw); err != nil {
		return err
	}
	return to.Close()
}
