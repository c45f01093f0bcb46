package net

import (
	"net"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

func (h *handle) tcpConn() netconn.TCP {
	if h.conn == nil {
		return nil
	}
	conn, _ := h.conn.Stream().(netconn.TCP)
	return conn
}

// setNoDelay is handle.setNoDelay(enable).
func (h *handle) setNoDelay(c modules.Call) (goja.Value, error) {
	if conn := h.tcpConn(); conn != nil {
		return h.code(conn.SetNoDelay(c.Argument(0).ToBoolean())), nil
	}
	return nil, nil
}

// setKeepAlive is handle.setKeepAlive(enable, delay[, interval, count]), in
// seconds.
func (h *handle) setKeepAlive(c modules.Call) (goja.Value, error) {
	conn := h.tcpConn()
	if conn == nil {
		return nil, nil
	}
	config := net.KeepAliveConfig{Enable: c.Argument(0).ToBoolean(), Idle: -1, Interval: -1, Count: -1}
	if seconds := c.Argument(1).ToInteger(); seconds > 0 {
		config.Idle = time.Duration(seconds) * time.Second
		// What libuv sets beside the delay.
		config.Interval, config.Count = time.Second, 10
	}
	if seconds := c.Argument(2).ToInteger(); c.Has(2) && seconds > 0 {
		config.Interval = time.Duration(seconds) * time.Second
	}
	if count := c.Argument(3).ToInteger(); c.Has(3) && count > 0 {
		config.Count = int(count)
	}
	return h.code(conn.SetKeepAliveConfig(config)), nil
}

// descriptor is handle.fd, or -1.
func (h *handle) descriptor() int {
	var source any
	switch {
	case h.conn != nil:
		source = h.conn.Stream()
	case h.listener != nil:
		source = h.listener.Raw()
	}
	conn, ok := source.(syscall.Conn)
	if !ok || h.closed {
		return -1
	}
	raw, err := conn.SyscallConn()
	if err != nil {
		return -1
	}
	descriptor := -1
	_ = raw.Control(func(fd uintptr) { descriptor = int(fd) })
	return descriptor
}
