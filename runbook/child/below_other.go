//go:build !linux

package child

// below is not known here.
func below(int) []int { return nil }
