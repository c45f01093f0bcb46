package childprocess

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/eventloop"
	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/netconn"
)

// start is start(spec, onExit). It returns { code, sockets } with an error's
// code, or { pid, handle, sockets, channel }: handle has kill, ref and unref, sockets
// has a net.Socket for each pipe, channel is the one to a Node process.
// onExit gets the exit code and the name of the signal, or null.
func start(c modules.Call) (goja.Value, error) {
	e := c.Env
	options, err := c.Object(0, "options")
	if err != nil {
		return nil, err
	}
	onExit, err := c.Func(1, "onExit")
	if err != nil {
		return nil, err
	}
	wanted := items(options, "stdio")
	spec, err := specOf(e, options)
	if err != nil {
		return failed(e, err, wanted), nil
	}
	relays := relaysOf(e, wanted, &spec)
	process, err := startProcess(e, spec)
	if err != nil {
		return failed(e, err, wanted), nil
	}
	w := &watch{env: e, process: process, onExit: onExit, asyncContext: e.Host.AsyncContext(), handle: e.Loop.NewHandle()}
	result := e.Exports(modules.Val("pid", process.Pid()), modules.Val("handle", w.object()))
	sockets := make([]any, len(wanted))
	for i, v := range wanted {
		sockets[i] = goja.Null()
		end := process.Stdio(i)
		if end == nil || relays[i] != nil {
			continue
		}
		conn := netconn.New(e, end)
		if boolField(v.(*goja.Object), "ipc") {
			e.Define(result, true, modules.Val("channel", newChannel(e, conn)))
			continue
		}
		socketOptions := e.Exports(modules.Val("readable", i > 0))
		sockets[i] = netconn.SocketsOf(e).SocketWith(conn, socketOptions)
	}
	e.Define(result, true, modules.Val("sockets", e.VM.NewArray(sockets...)))
	w.start(relay(process, relays))
	return result, nil
}

// failed is the result for a process that did not start. Its pipes are there
// and have ended.
func failed(e *modules.Env, err error, wanted []goja.Value) goja.Value {
	code := modules.ErrorCode(err)
	if code == "" {
		code = "UNKNOWN"
	}
	sockets := make([]any, len(wanted))
	for i, v := range wanted {
		sockets[i] = goja.Null()
		if o := v.(*goja.Object); stringField(o, "type") == "pipe" && !boolField(o, "ipc") {
			options := e.Exports(modules.Val("readable", i > 0))
			sockets[i] = netconn.SocketsOf(e).SocketWith(netconn.New(e, ended{}), options)
		}
	}
	return e.Exports(modules.Val("code", code), modules.Val("sockets", e.VM.NewArray(sockets...)))
}

// ended is this side of a pipe whose other side is gone.
type ended struct{}

func (ended) Read([]byte) (int, error)  { return 0, io.EOF }
func (ended) Write([]byte) (int, error) { return 0, syscall.EPIPE }
func (ended) Close() error              { return nil }

// startProcess runs a file that the system does not know how to run with the
// shell, as execvp does.
func startProcess(e *modules.Env, spec modules.ProcessSpec) (modules.Process, error) {
	process, err := e.Proc.Start(spec)
	if errors.Is(err, syscall.ENOEXEC) {
		spec.Args = append([]string{"/bin/sh", spec.Path}, spec.Args[1:]...)
		spec.Path = "/bin/sh"
		return e.Proc.Start(spec)
	}
	return process, err
}

// relaysOf fills in spec.Stdio. A standard stream that is no file of the
// system, as in an embedding program, is handed to the child through a pipe;
// its place in the result holds the stream.
func relaysOf(e *modules.Env, wanted []goja.Value, spec *modules.ProcessSpec) []any {
	relays := make([]any, len(wanted))
	standard := [...]any{e.Stdin, e.Stdout, e.Stderr}
	for i, v := range wanted {
		stdio := modules.Stdio{Kind: modules.StdioNull}
		o := v.(*goja.Object)
		switch kind := stringField(o, "type"); {
		case kind == "fd":
			fd := int(intField(o, "fd", int64(i)))
			stdio = modules.Stdio{Kind: modules.StdioFD, FD: fd}
			if fd < len(standard) {
				if file, ok := standard[fd].(*os.File); ok {
					stdio = modules.Stdio{Kind: modules.StdioFile, File: file}
				} else {
					relays[i] = standard[fd]
					stdio.Kind = modules.StdioOutput
					if fd == 0 {
						stdio.Kind = modules.StdioInput
					}
				}
			}
		case kind == "pipe" && (i > 2 || boolField(o, "ipc")):
			stdio.Kind = modules.StdioDuplex
		case kind == "pipe" && i == 0:
			stdio.Kind = modules.StdioInput
		case kind == "pipe":
			stdio.Kind = modules.StdioOutput
		}
		spec.Stdio = append(spec.Stdio, stdio)
	}
	return relays
}

// relay copies between a child and standard streams that are no files. wait
// waits for the outputs.
func relay(process modules.Process, relays []any) (wait func()) {
	done := make(chan struct{}, len(relays))
	outputs := 0
	for i, stream := range relays {
		end := process.Stdio(i)
		if writer, ok := stream.(io.Writer); ok && i > 0 {
			outputs++
			go func() {
				_, _ = io.Copy(writer, end) // a child that writes to nobody goes on
				_ = end.Close()
				done <- struct{}{}
			}()
		} else if reader, ok := stream.(io.Reader); ok {
			go func() {
				_, _ = io.Copy(end, reader) // ends when the child closes its input
				_ = end.Close()
			}()
		}
	}
	return func() {
		for range outputs {
			<-done
		}
	}
}

// watch waits for a child to end.
type watch struct {
	env          *modules.Env
	process      modules.Process
	onExit       goja.Callable
	asyncContext any
	handle       *eventloop.Handle
}

func (w *watch) start(waitForOutput func()) {
	e := w.env
	embedded := e.Host.Info().Embedded
	stop := context.AfterFunc(e.Ctx, func() {
		if embedded {
			_ = w.process.Signal(os.Kill) // the runtime closes, nobody is left to wait
		}
	})
	go func() {
		code, signal, err := w.process.Wait()
		waitForOutput()
		stop()
		if err != nil {
			code, signal = -1, ""
		}
		e.Loop.Post(func() { w.ended(code, signal) })
	}()
}

func (w *watch) ended(code int, signal string) {
	e := w.env
	w.handle.Close()
	name := goja.Value(goja.Null())
	if signal != "" {
		name = e.VM.ToValue(signal)
		code = 0
	}
	previous := e.Host.SetAsyncContext(w.asyncContext)
	e.Host.Enter(func() {
		if _, err := w.onExit(goja.Undefined(), e.VM.ToValue(code), name); err != nil {
			e.Host.Uncaught(err)
		}
	})
	e.Host.SetAsyncContext(previous)
}

// object is child._handle.
func (w *watch) object() *goja.Object {
	return w.env.Exports(
		modules.Fn("kill", 1, func(c modules.Call) (goja.Value, error) {
			err := w.process.Signal(osSignal(int(c.Argument(0).ToInteger())))
			switch {
			case err == nil:
				return nil, nil
			case errors.Is(err, os.ErrProcessDone):
				return c.Env.VM.ToValue("ESRCH"), nil
			}
			return c.Env.VM.ToValue(modules.ErrorCode(err)), nil
		}),
		modules.Fn("ref", 0, func(modules.Call) (goja.Value, error) { w.handle.Ref(); return nil, nil }),
		modules.Fn("unref", 0, func(modules.Call) (goja.Value, error) { w.handle.Unref(); return nil, nil }),
		modules.Fn("hasRef", 0, func(modules.Call) (goja.Value, error) { return modules.Bool(w.handle.HasRef()), nil }),
		modules.Fn("close", 0, func(modules.Call) (goja.Value, error) { w.handle.Close(); return nil, nil }),
		modules.Val("pid", w.process.Pid()),
	)
}
