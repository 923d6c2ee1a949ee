//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package child

import (
	"os/exec"
	"syscall"
)

// together makes a command end with all that it started.
func together(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
