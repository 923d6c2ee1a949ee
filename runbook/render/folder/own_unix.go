//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package folder

import (
	"io/fs"
	"os"
	"syscall"
)

// onlyOurs reports whether a file belongs to this user and has no other name:
// nobody can change it but through the folder it lies in.
func onlyOurs(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && stat.Nlink == 1 && int(stat.Uid) == os.Geteuid()
}
