package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"hardbook/runbook/hint"
)

// explain words an error of the operating system for the reader: what could
// not be done, the path it happened at, and a hint. Paths below built are
// named as the paths below target that they were to become, because the
// temporary folder is gone when the reader looks.
func explain(err error, doing, built, target string) error {
	if hint.Of(err) != "" {
		return err
	}
	cause := err
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		cause = fmt.Errorf("%s: %w", shown(pe.Path, built, target), pe.Err)
	case errors.As(err, &le):
		cause = fmt.Errorf("%s: %w", shown(le.New, built, target), le.Err)
	}
	return hint.Add(fmt.Errorf("cannot %s: %w", doing, cause), hintFor(err))
}

// shown is the path that the reader knows.
func shown(path, built, target string) string {
	if rest, ok := strings.CutPrefix(path, built); ok && built != "" {
		return target + rest
	}
	return path
}

func hintFor(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "the disk is full: free some space and run again; the old book is as it was"
	case errors.Is(err, syscall.EFBIG):
		return "a limit on file sizes was reached (see ulimit -f); the old book is as it was"
	case errors.Is(err, syscall.EROFS):
		return "the disk is read-only: choose another output folder"
	case errors.Is(err, fs.ErrPermission):
		return "check who owns the path and its permissions; the old book is as it was"
	case errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK):
		return "the file system lacks something needed: choose an output folder on a local disk"
	}
	return "the old book is as it was; put the cause right and run again"
}
