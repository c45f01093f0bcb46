package process

import (
	_ "embed"
	"io"
	"os"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/terminal"
)

//go:embed stdio.js
var stdioSource string

var stdioScript = modules.NewScript("node:internal/process/stdio", stdioSource, "binding", "require", "process")

// streams are process.stdout, stdin and stderr, made when first read: a
// program that never touches them does not load the stream modules.
func (p *process) streams() []modules.Export {
	stream := func(name string, fd int) modules.Export {
		return modules.Getter(name, func(modules.Call) (goja.Value, error) { return p.standard(fd) })
	}
	return []modules.Export{stream("stdout", 1), stream("stdin", 0), stream("stderr", 2)}
}

// standard is the stream of a standard descriptor.
func (p *process) standard(fd int) (goja.Value, error) {
	if stream := p.stdio.Made(fd); stream != nil {
		return stream, nil
	}
	if p.makeStream == nil {
		p.makeStream = p.stdioFunctions()
	}
	name := "output"
	if fd == 0 {
		name = "input"
	}
	v, err := p.env.Method(p.makeStream, name, p.env.VM.ToValue(fd))
	if err != nil {
		return nil, err
	}
	p.stdio.SetMade(fd, v.(*goja.Object))
	return v, nil
}

func (p *process) stdioFunctions() *goja.Object {
	e := p.env
	given := [...]any{e.Stdin, e.Stdout, e.Stderr}
	binding := e.Exports(
		modules.Fn("handleType", 1, func(c modules.Call) (goja.Value, error) {
			return e.VM.ToValue(handleType(given[c.Argument(0).ToInteger()])), nil
		}),
		modules.Fn("write", 2, func(c modules.Call) (goja.Value, error) {
			bytes, _ := buffers.Bytes(e, c.Argument(1))
			if _, err := given[c.Argument(0).ToInteger()].(io.Writer).Write(bytes); err != nil {
				return nil, modules.SystemError(err, "write", "", "")
			}
			return nil, nil
		}),
	)
	require := e.Func("require", 1, func(c modules.Call) (goja.Value, error) { return e.Require(c.Argument(0).String()), nil })
	return stdioScript.Run(e, binding, require, p.object).(*goja.Object)
}

// handleType is what kind of thing a standard stream is, as libuv's
// uv_guess_handle tells it: "TTY", "FILE" or "PIPE".
func handleType(stream any) string {
	f, ok := stream.(*os.File)
	if !ok {
		return "PIPE"
	}
	if terminal.Is(f) {
		return "TTY"
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&(os.ModeNamedPipe|os.ModeSocket) != 0 {
		return "PIPE"
	}
	return "FILE"
}
