//go:build !linux && !darwin

package folder

import "errors"

// exchange does not exist here; the old folder is moved aside instead.
func exchange(a, b string) error { return errors.ErrUnsupported }
