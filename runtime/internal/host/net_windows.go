//go:build windows

package host

import (
	"syscall"

	"github.com/gonode/gonode/modules"
)

// listenControl leaves the socket as it is: on Windows an address is not
// shared unless asked for.
func listenControl(modules.ListenOptions) func(network, address string, c syscall.RawConn) error {
	return nil
}
