//go:build loop

package needs

// whole says whether this is the run that takes its time.
const whole = true
