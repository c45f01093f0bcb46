package runtime

import (
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/internal/host"
)

// HostFS grants the files of the process, for programs that restrict it.
func HostFS() modules.FS { return host.FS{} }

// HostNet grants the network of the process.
func HostNet() modules.Net { return host.Net{} }

// HostProc grants the process itself. A nil env and an empty dir stand for the
// environment and the working directory of the process; otherwise what a
// runtime changes there stays its own.
func HostProc(env map[string]string, dir string) modules.Proc { return host.NewProc(env, dir) }
