package folder

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// children are what the test binary does when it is started by a test, so
// that crashes are crashes.
var children = map[string]func(out string) error{}

func init() {
	children["loop"] = func(out string) error { return loop(host(), out, 1<<30, os.Stdout) }
	children["loop-fallback"] = func(out string) error { return loop(slow(), out, 1<<30, os.Stdout) }
	children["some"] = func(out string) error { return loop(host(), out, 15, os.Stdout) }
	children["die-between"] = func(out string) error { return dieAtRename(2).write(out, "acct", versionB) }
}

func TestMain(m *testing.M) {
	if do := children[os.Getenv("FOLDER_TEST_CHILD")]; do != nil {
		if err := do(os.Getenv("FOLDER_TEST_OUT")); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is this test binary, doing one of children.
func child(do, out string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "FOLDER_TEST_CHILD="+do, "FOLDER_TEST_OUT="+out)
	return cmd
}

// poor is a machine without exchange.
func poor() system {
	sys := host()
	sys.exchange = func(string, string) error { return errors.ErrUnsupported }
	return sys
}

// slow is poor, and takes its time between the two renames and before the
// cleaning up, so that kills hit these moments.
func slow() system {
	sys := poor()
	sys.rename = func(from, to string) error {
		err := os.Rename(from, to)
		time.Sleep(5 * time.Millisecond)
		return err
	}
	return sys
}

// dieAtRename kills its own process instead of the n-th rename.
func dieAtRename(n int) system {
	sys := poor()
	sys.rename = func(from, to string) error {
		if n--; n == 0 {
			self, _ := os.FindProcess(os.Getpid())
			self.Kill()
			select {}
		}
		return os.Rename(from, to)
	}
	return sys
}

// Two versions that differ in most files, and in which files there are.
var versionA, versionB = version("A"), version("B")

func version(v string) map[string][]byte {
	files := map[string][]byte{"only-" + v + ".md": []byte(v)}
	for i := range 4 { // linked from one to the next
		files[fmt.Sprintf("commands/same-%d.sh", i)] = []byte(strings.Repeat("s", 1000*i+1))
	}
	for i := range 8 {
		files[fmt.Sprintf("commands/%d.sh", i)] = []byte(strings.Repeat(v, 1000*i+1))
	}
	return files
}

// loop writes A, B, A, B … and logs each one that is in place.
func loop(sys system, out string, times int, log io.Writer) error {
	for i := range times {
		files := versionA
		if i%2 == 1 {
			files = versionB
		}
		if err := sys.write(out, "acct", files); err != nil {
			return err
		}
		fmt.Fprintln(log, i)
	}
	return nil
}
