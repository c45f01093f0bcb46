package process

import (
	"os"
	"syscall"

	"github.com/gonode/gonode/modules"
)

var signalNumbers = [...]struct {
	name   string
	number int
}{
	{"SIGHUP", 1}, {"SIGINT", 2}, {"SIGQUIT", 3}, {"SIGILL", 4}, {"SIGABRT", 22},
	{"SIGFPE", 8}, {"SIGKILL", 9}, {"SIGSEGV", 11}, {"SIGTERM", 15}, {"SIGBREAK", 21}, {"SIGWINCH", 28},
}

// signalNumber is the number of a signal by its name, or 0.
func signalNumber(name string) int {
	for _, s := range signalNumbers {
		if s.name == name {
			return s.number
		}
	}
	return 0
}

func osSignal(number int) os.Signal {
	if number == 2 {
		return os.Interrupt
	}
	return syscall.Signal(number)
}

// errnoName is the code of a negative error number.
func errnoName(errno int) string {
	for _, n := range modules.ErrNames() {
		if n.Errno() == errno {
			return n.Code
		}
	}
	return "UNKNOWN"
}
