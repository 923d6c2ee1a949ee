package child

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// below are the processes that a process started, and those that these did.
// Source: proc(5), /proc/PID/task/TID/children.
func below(pid int) []int {
	var all []int
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // an error is about the pattern
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		for _, word := range strings.Fields(string(raw)) {
			var child int
			if _, err := fmt.Sscan(word, &child); err == nil {
				all = append(all, append(below(child), child)...)
			}
		}
	}
	return all
}
