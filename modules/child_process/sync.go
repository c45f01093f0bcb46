package childprocess

import (
	"context"
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// syncRun is a child that the program waits for.
type syncRun struct {
	process modules.Process
	limit   int64 // bytes of an output, or negative
	signal  os.Signal

	mu      sync.Mutex
	outputs [][]byte
	failure string
}

// startSync is startSync(options), with those of start and also timeout,
// maxBuffer, killSignal, and input for the pipes that have one. It returns
// { pid, output, status, signal, error }.
func startSync(c modules.Call) (goja.Value, error) {
	e := c.Env
	options, err := c.Object(0, "options")
	if err != nil {
		return nil, err
	}
	none := func(code string) goja.Value {
		return e.Exports(modules.Val("error", code), modules.Val("status", nil), modules.Val("signal", nil),
			modules.Val("output", nil), modules.Val("pid", 0))
	}
	spec, err := specOf(e, options)
	if err != nil {
		return none(modules.ErrorCode(err)), nil
	}
	wanted := items(options, "stdio")
	relays := relaysOf(e, wanted, &spec)
	process, err := startProcess(e, spec)
	if err != nil {
		return none(modules.ErrorCode(err)), nil
	}
	run := &syncRun{process: process, limit: intField(options, "maxBuffer", -1), signal: syscall.SIGTERM, outputs: make([][]byte, len(wanted))}
	if v, ok := field(options, "maxBuffer"); ok && v.ToFloat() > float64(1<<53) {
		run.limit = -1
	}
	if n := intField(options, "killSignal", 0); n != 0 {
		run.signal = osSignal(int(n))
	}
	code, signal := run.wait(e.Ctx, e, wanted, relays, time.Duration(intField(options, "timeout", 0))*time.Millisecond)
	return run.result(e, wanted, relays, code, signal), nil
}

// wait feeds the child and collects what it writes, until it has ended and
// its outputs are closed.
func (r *syncRun) wait(ctx context.Context, e *modules.Env, wanted []goja.Value, relays []any, timeout time.Duration) (code int, signal string) {
	var outputs sync.WaitGroup
	for i, v := range wanted {
		end := r.process.Stdio(i)
		if end == nil || relays[i] != nil {
			continue
		}
		if i != 0 {
			outputs.Go(func() { r.collect(i, end) })
		}
		if i == 0 || i > 2 {
			input, _ := buffers.Copy(e, v.(*goja.Object).Get("input"))
			go func() {
				_, _ = end.Write(input) // a child may end before it has read all
				if half, ok := end.(interface{ CloseWrite() error }); ok {
					_ = half.CloseWrite()
				}
			}()
		}
	}
	waitForRelays := relay(r.process, relays)
	if timeout > 0 {
		timer := time.AfterFunc(timeout, func() { r.fail("ETIMEDOUT") })
		defer timer.Stop()
	}
	defer context.AfterFunc(ctx, func() { _ = r.process.Signal(os.Kill) })()
	code, signal, err := r.process.Wait()
	if err != nil {
		code, signal = -1, ""
	}
	waitForRelays()
	outputs.Wait()
	for i := range wanted {
		if end := r.process.Stdio(i); end != nil && relays[i] == nil {
			_ = end.Close()
		}
	}
	return code, signal
}

// fail kills the child. The first reason counts.
func (r *syncRun) fail(code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failure == "" {
		r.failure = code
		_ = r.process.Signal(r.signal) // it may have ended
		for i := range r.outputs {
			if end := r.process.Stdio(i); end != nil && i > 0 {
				defer end.Close()
			}
		}
	}
}

func (r *syncRun) collect(i int, from io.Reader) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		r.mu.Lock()
		out := append(r.outputs[i], buffer[:n]...)
		over := r.limit >= 0 && int64(len(out)) > r.limit // the chunk that did it is kept, as in Node
		r.outputs[i] = out
		r.mu.Unlock()
		if over {
			r.fail("ENOBUFS")
			return
		}
		if err != nil {
			return
		}
	}
}

func (r *syncRun) result(e *modules.Env, wanted []goja.Value, relays []any, code int, signal string) goja.Value {
	output := make([]any, len(wanted))
	for i := range wanted {
		output[i] = goja.Null()
		if i > 0 && r.process.Stdio(i) != nil && relays[i] == nil {
			output[i] = buffers.New(e, r.outputs[i])
		}
	}
	list := []modules.Export{
		modules.Val("status", code), modules.Val("signal", nil),
		modules.Val("output", e.VM.NewArray(output...)), modules.Val("pid", r.process.Pid()),
	}
	if signal != "" {
		list[0], list[1] = modules.Val("status", nil), modules.Val("signal", signal)
	}
	if r.failure != "" {
		list = append([]modules.Export{modules.Val("error", r.failure)}, list...)
	}
	return e.Exports(list...)
}
