//go:build !race

package live

// racing says whether the race detector is on, which makes everything several
// times as slow.
const racing = false
