// Package terminal asks and sets what a terminal is.
package terminal

import (
	"context"
	"os"

	"golang.org/x/term"

	"github.com/gonode/gonode/modules"
)

// Is reports whether the file is a terminal. It does not use File.Fd, which
// would make the file block.
func Is(f *os.File) (yes bool) {
	_ = control(f, func(fd int) error {
		yes = term.IsTerminal(fd)
		return nil
	})
	return yes
}

// Size is the size of the window in characters.
func Size(f *os.File) (columns, rows int, err error) {
	err = control(f, func(fd int) (err error) {
		columns, rows, err = term.GetSize(fd)
		return err
	})
	return columns, rows, err
}

// saved are the modes that terminals had before they became raw.
type saved struct{ byFile map[*os.File]*term.State }

var local = modules.NewLocal(func(e *modules.Env) *saved { return &saved{map[*os.File]*term.State{}} })

// SetRaw makes the terminal hand over each key as it is pressed, or ends that.
// When the runtime closes, the terminal becomes what it was. The loop's
// goroutine calls it.
func SetRaw(e *modules.Env, f *os.File, on bool) error {
	states := local.Of(e).byFile
	before := states[f]
	switch {
	case on && before == nil:
		err := control(f, func(fd int) (err error) {
			before, err = term.GetState(fd)
			if err == nil {
				err = makeRaw(fd)
			}
			return err
		})
		if err != nil {
			return err
		}
		states[f] = before
		context.AfterFunc(e.Ctx, func() { _ = restore(f, before) }) // the end of the runtime has no one to tell
	case !on && before != nil:
		delete(states, f)
		return restore(f, before)
	}
	return nil
}

func restore(f *os.File, state *term.State) error {
	return control(f, func(fd int) error { return term.Restore(fd, state) })
}

func control(f *os.File, do func(fd int) error) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failure error
	if err := conn.Control(func(fd uintptr) { failure = do(int(fd)) }); err != nil {
		return err
	}
	return failure
}
