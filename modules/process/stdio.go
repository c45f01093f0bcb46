package process

import (
	"io"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// streams are process.stdout, stdin and stderr, made when first read: a
// program that never touches them does not load the stream modules.
func (p *process) streams() []modules.Export {
	return []modules.Export{
		modules.Getter("stdout", func(modules.Call) (goja.Value, error) { return p.output(1, p.env.Stdout), nil }),
		modules.Getter("stdin", func(modules.Call) (goja.Value, error) { return nil, modules.NotImplemented("process.stdin") }),
		modules.Getter("stderr", func(modules.Call) (goja.Value, error) { return p.output(2, p.env.Stderr), nil }),
	}
}

// output makes the stream of descriptor 1 or 2.
func (p *process) output(fd int, w io.Writer) goja.Value {
	if p.stdio[fd] != nil {
		return p.stdio[fd]
	}
	e := p.env
	stream := e.VM.CreateObject(p.object.Prototype().Prototype())
	kind := handleType(w)
	write := func(c modules.Call) error {
		var callback goja.Value
		for _, a := range c.Arguments {
			if modules.IsFunction(a) {
				callback = a
			}
		}
		if v := c.Argument(0); !modules.IsNullish(v) && !modules.IsFunction(v) {
			if _, err := io.WriteString(w, v.String()); err != nil {
				return modules.SystemError(err, "write", "", "")
			}
		}
		if f, ok := goja.AssertFunction(callback); ok {
			e.Host.NextTick(func() error { _, err := f(goja.Undefined()); return err })
		}
		return nil
	}
	e.Define(stream, true,
		modules.Fn("write", 3, func(c modules.Call) (goja.Value, error) { return modules.Bool(true), write(c) }),
		modules.Fn("end", 3, func(c modules.Call) (goja.Value, error) { return c.This, write(c) }),
		modules.Val("writable", true),
		modules.Val("fd", fd),
		modules.Val("_type", map[string]string{"TTY": "tty", "FILE": "fs"}[kind]),
		modules.Val("_isStdio", true),
	)
	if kind == "TTY" {
		e.Define(stream, true, modules.Val("isTTY", true))
	}
	p.stdio[fd] = stream
	return stream
}
