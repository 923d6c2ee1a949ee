package terminal

import (
	"os"

	"golang.org/x/sys/windows"
)

// obeysEscapes makes the console obey the codes that paint, and reports whether
// it does.
func obeysEscapes(f *os.File) bool {
	console, mode := windows.Handle(f.Fd()), uint32(0)
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
