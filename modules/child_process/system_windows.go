package childprocess

import (
	"os"
	"syscall"

	"github.com/gonode/gonode/modules"
)

const (
	defaultPath   = ""
	pathInAnyCase = true
)

var executableEndings = [...]string{"", ".com", ".exe", ".bat", ".cmd"}

func mayExecute(*modules.Env, string) bool { return true }

var signals = [...]struct {
	name   string
	number int
}{
	{"SIGHUP", 1}, {"SIGINT", 2}, {"SIGQUIT", 3}, {"SIGILL", 4}, {"SIGFPE", 8}, {"SIGKILL", 9}, {"SIGSEGV", 11},
	{"SIGTERM", 15}, {"SIGBREAK", 21}, {"SIGABRT", 22}, {"SIGWINCH", 28},
}

func signalNumber(name string) int {
	for _, s := range signals {
		if s.name == name {
			return s.number
		}
	}
	return 0
}

func signalName(number int) string {
	for _, s := range signals {
		if s.number == number {
			return s.name
		}
	}
	return ""
}

func osSignal(number int) os.Signal {
	if number == 0 {
		return syscall.Signal(0)
	}
	return os.Kill
}
