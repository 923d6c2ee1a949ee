//go:build !windows

package terminal

import "os"

// obeysEscapes reports whether a terminal obeys the codes that paint.
func obeysEscapes(*os.File) bool { return true }
