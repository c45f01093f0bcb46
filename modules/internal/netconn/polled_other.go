//go:build !linux

package netconn

import (
	"net"

	"github.com/gonode/gonode/eventloop"
)

// polled is missing: goroutines read and write.
type polled struct{ net.Conn }

func adopt(*eventloop.Loop, Stream, func(), func()) (*polled, *eventloop.Watch) { return nil, nil }
