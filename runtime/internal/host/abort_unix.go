//go:build unix && !linux

package host

import "os"

// abort ends the process with the code that shells give for SIGABRT. Go's handler of the signal would print the stacks of
// all goroutines.
func abort() { os.Exit(134) }
