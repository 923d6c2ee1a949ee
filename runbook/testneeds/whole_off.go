//go:build !loop

package testneeds

// whole says whether this is the run that takes its time.
const whole = false
