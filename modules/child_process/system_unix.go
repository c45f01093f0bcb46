//go:build unix

package childprocess

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

const (
	defaultPath   = "/usr/local/bin:/bin:/usr/bin"
	pathInAnyCase = false
)

var executableEndings = [...]string{""}

func mayExecute(e *modules.Env, file string) bool {
	const execute = 1
	return e.FS.Access(file, execute) == nil
}

func signalNumber(name string) int {
	switch name {
	case "SIGIOT":
		return int(unix.SIGABRT)
	case "SIGPOLL":
		return int(unix.SIGIO)
	}
	return int(unix.SignalNum(name))
}

func signalName(number int) string { return unix.SignalName(syscall.Signal(number)) }

func osSignal(number int) os.Signal { return syscall.Signal(number) }
