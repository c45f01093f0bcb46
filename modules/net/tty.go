package net

import (
	"os"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
	"github.com/gonode/gonode/modules/internal/terminal"
)

// handlesModule gives node:tty and the process object the handles that only
// they make.
var handlesModule = modules.Module{Name: "internal/handles", Internal: true, Load: func(env *modules.Env) goja.Value {
	n := libraries.Get(env.RequireObject("net"))
	return env.Exports(
		modules.Val("TTY", n.ttyClass()),
		modules.Fn("openStandard", 1, n.openStandard),
	)
}}

var libraries = modules.NewSlot[library]("net")

// ttyClass is the constructor TTY(fd): a handle on a standard stream that is a
// terminal. It throws an error code for anything else.
func (n *library) ttyClass() *goja.Object {
	return n.env.Class(modules.ClassSpec{
		Name: "TTY", NewOnly: true, EnumerableMethods: true,
		Construct: func(c modules.ConstructCall) (*goja.Object, error) {
			file := n.terminalOf(int(c.Argument(0).ToInteger()))
			if file == nil {
				return nil, modules.PlainError("ERR_TTY_INIT_FAILED", "TTY initialization failed: uv_tty_init returned EINVAL (invalid argument)")
			}
			h := n.newHandle(c.This)
			h.conn = netconn.New(n.env, standardFile{file})
			h.opened()
			return nil, nil
		},
		Methods: append(n.handleMethods(),
			method("getWindowSize", 0, (*handle).windowSize),
			method("setRawMode", 1, (*handle).setRawMode),
		),
	})
}

// terminalOf is the standard stream of that number, if it is a terminal.
func (n *library) terminalOf(fd int) *os.File {
	standard := [...]any{n.env.Stdin, n.env.Stdout, n.env.Stderr}
	if fd < 0 || fd >= len(standard) {
		return nil
	}
	file, ok := standard[fd].(*os.File)
	if !ok || !terminal.Is(file) {
		return nil
	}
	return file
}

func (h *handle) terminal() *os.File {
	if h.conn == nil {
		return nil
	}
	f, ok := h.conn.Stream().(standardFile)
	if !ok {
		return nil
	}
	return f.File
}

// windowSize is tty.getWindowSize(): [columns, rows], or undefined.
func (h *handle) windowSize(c modules.Call) (goja.Value, error) {
	file := h.terminal()
	if file == nil {
		return nil, nil
	}
	columns, rows, err := terminal.Size(file)
	if err != nil {
		return nil, nil
	}
	return c.Env.VM.NewArray(columns, rows), nil
}

// setRawMode is tty.setRawMode(mode), where mode is false, "raw" or "io". It
// returns an error code, or undefined. The terminal is put back when the
// runtime closes.
func (h *handle) setRawMode(c modules.Call) (goja.Value, error) {
	file := h.terminal()
	if file == nil {
		return c.Env.VM.ToValue("EBADF"), nil
	}
	return h.code(terminal.SetRaw(h.n.env, file, c.Argument(0).ToBoolean())), nil
}
