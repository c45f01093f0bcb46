// Package os is node:os.
package os

import (
	"math"
	"runtime"
	"strings"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// Modules are the modules of this package.
var Modules = []modules.Module{
	{Name: "os", Load: load},
	{Name: "constants", Load: loadConstants},
}

const onWindows = runtime.GOOS == "windows"

// system is the module's state in one runtime.
type system struct {
	env *modules.Env
	// identity is asked for once.
	identity *identity
}

// identity is what uname tells.
type identity struct{ name, version, release, machine, host string }

func (s *system) id() *identity {
	if s.identity == nil {
		s.identity = systemIdentity()
	}
	return s.identity
}

func load(env *modules.Env) goja.Value {
	s := &system{env: env}
	o := env.Exports(
		s.primitive("arch", "arch", s.arch),
		s.primitive("availableParallelism", "", s.number(func() float64 { return float64(runtime.NumCPU()) })),
		modules.Fn("cpus", 0, s.cpus),
		s.primitive("endianness", "endianness", s.text(endianness)),
		s.primitive("freemem", "", s.number(func() float64 { _, free := memory(env); return free })),
		modules.Fn("getPriority", 1, s.getPriority),
		s.primitive("homedir", "wrappedFn", s.homedir),
		s.primitive("hostname", "wrappedFn", s.text(func() string { return s.id().host })),
		modules.Fn("loadavg", 0, s.loadavg),
		modules.Fn("networkInterfaces", 0, s.networkInterfaces),
		s.primitive("platform", "platform", s.platform),
		s.primitive("release", "getOSRelease", s.text(func() string { return s.id().release })),
		modules.Fn("setPriority", 2, s.setPriority),
		s.primitive("tmpdir", "tmpdir", s.tmpdir),
		s.primitive("totalmem", "", s.number(func() float64 { total, _ := memory(env); return total })),
		s.primitive("type", "getOSType", s.text(func() string { return s.id().name })),
		modules.Fn("userInfo", 1, s.userInfo),
		s.primitive("uptime", "wrappedFn", s.number(func() float64 { return uptime(env) })),
		s.primitive("version", "getOSVersion", s.text(func() string { return s.id().version })),
		s.primitive("machine", "getMachine", s.text(func() string { return s.id().machine })),
	)
	must(o.DefineDataProperty("constants", constants.Of(env).object, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_TRUE))
	must(o.DefineDataProperty("EOL", env.VM.ToValue(eol), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	must(o.DefineDataProperty("devNull", env.VM.ToValue(devNull), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	return o
}

// primitive is a function without arguments that stands for its result where
// a primitive value is wanted: `${os.hostname}`.
func (s *system) primitive(property, name string, f modules.Func) modules.Export {
	o := s.env.Func(name, 0, f)
	if name == "wrappedFn" {
		s.env.Define(o, true, modules.Val("withoutStackTrace", s.env.Func("checkError", 0, f)))
	}
	s.env.Define(o, true, modules.Fn("", 0, f).WithSymbol(goja.SymToPrimitive))
	return modules.Val(property, o)
}

func (s *system) text(f func() string) modules.Func {
	return func(modules.Call) (goja.Value, error) { return s.env.VM.ToValue(f()), nil }
}

func (s *system) number(f func() float64) modules.Func {
	return func(modules.Call) (goja.Value, error) { return s.env.VM.ToValue(f()), nil }
}

// arch is os.arch().
func (s *system) arch(modules.Call) (goja.Value, error) {
	return s.env.RequireObject("process").Get("arch"), nil
}

// platform is os.platform().
func (s *system) platform(modules.Call) (goja.Value, error) {
	return s.env.RequireObject("process").Get("platform"), nil
}

func endianness() string {
	n := uint16(1)
	if *(*byte)(unsafe.Pointer(&n)) == 1 {
		return "LE"
	}
	return "BE"
}

// loadavg is os.loadavg().
func (s *system) loadavg(modules.Call) (goja.Value, error) {
	average := loadAverage(s.env)
	return s.env.VM.NewArray(average[0], average[1], average[2]), nil
}

// processor is one of os.cpus(); times are in milliseconds.
type processor struct {
	model                      string
	speed                      int
	user, nice, sys, idle, irq float64
}

// cpus is os.cpus().
func (s *system) cpus(modules.Call) (goja.Value, error) {
	var list []any
	for _, p := range processors(s.env) {
		list = append(list, s.env.Exports(
			modules.Val("model", p.model),
			modules.Val("speed", p.speed),
			modules.Val("times", s.env.Exports(
				modules.Val("user", p.user),
				modules.Val("nice", p.nice),
				modules.Val("sys", p.sys),
				modules.Val("idle", p.idle),
				modules.Val("irq", p.irq),
			)),
		))
	}
	return s.env.VM.NewArray(list...), nil
}

func (s *system) getenv(name string) string {
	value, _ := s.env.Proc.Getenv(name)
	return value
}

// tmpdir is os.tmpdir().
func (s *system) tmpdir(modules.Call) (goja.Value, error) {
	dir := ""
	if onWindows {
		root := s.getenv("SystemRoot")
		if root == "" {
			root = s.getenv("windir")
		}
		for _, dir = range []string{s.getenv("TEMP"), s.getenv("TMP"), root + `\temp`} {
			if dir != "" {
				break
			}
		}
		if n := len(dir); n > 1 && dir[n-1] == '\\' && dir[n-2] != ':' {
			dir = dir[:n-1]
		}
		return s.env.VM.ToValue(dir), nil
	}
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		if dir = s.getenv(name); dir != "" {
			break
		}
	}
	if len(dir) > 1 {
		dir = strings.TrimSuffix(dir, "/")
	}
	if dir == "" {
		dir = "/tmp"
	}
	return s.env.VM.ToValue(dir), nil
}

const (
	minInt32    = math.MinInt32
	maxInt32    = math.MaxInt32
	minPriority = -20
	maxPriority = 19
)

// getPriority is os.getPriority([pid]).
func (s *system) getPriority(c modules.Call) (goja.Value, error) {
	pid := int64(0)
	if c.Has(0) {
		var err error
		if pid, err = c.Int(0, "pid", minInt32, maxInt32); err != nil {
			return nil, err
		}
	}
	n, err := priority(int(pid))
	if err != nil {
		return nil, s.systemError("uv_os_getpriority", err)
	}
	return s.env.VM.ToValue(n), nil
}

// setPriority is os.setPriority([pid, ]priority).
func (s *system) setPriority(c modules.Call) (goja.Value, error) {
	id, value := c.Argument(0), c.Argument(1)
	if goja.IsUndefined(value) {
		id, value = s.env.VM.ToValue(0), id
	}
	pid, err := s.env.ValidateInteger(id, "pid", minInt32, maxInt32)
	if err != nil {
		return nil, err
	}
	n, err := s.env.ValidateInteger(value, "priority", minPriority, maxPriority)
	if err != nil {
		return nil, err
	}
	if err := setPriority(int(pid), int(n)); err != nil {
		return nil, s.systemError("uv_os_setpriority", err)
	}
	return nil, nil
}

// must is for definitions on fresh objects, which cannot fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
