package runtime_test

import (
	"os"
	"strconv"
)

// exitOf says how a process ended.
func exitOf(state *os.ProcessState) string {
	return strconv.Itoa(state.ExitCode())
}
