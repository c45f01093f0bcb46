package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime"
)

// runProgram runs source text and returns what it printed and how it ended.
func runProgram(t *testing.T, opts runtime.Options, text string) (stdout, stderr string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	opts.Stdout, opts.Stderr, opts.Stdin = &out, &errs, strings.NewReader("")
	rt := newRuntime(t, opts)
	err = rt.RunEval(context.Background(), text, runtime.EvalOptions{})
	return out.String(), errs.String(), err
}

func newRuntime(t *testing.T, opts runtime.Options) *runtime.Runtime {
	t.Helper()
	rt, err := runtime.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rt.Close(); err != nil {
			t.Error(err)
		}
	})
	return rt
}

func TestTaskOrder(t *testing.T) {
	stdout, _, err := runProgram(t, runtime.Options{}, `
		const say = s => process.stdout.write(s + ' ');
		setImmediate(() => {
			say('immediate');
			setTimeout(() => { say('timeout'); process.nextTick(say, 'its-tick'); Promise.resolve('its-job').then(say) }, 1);
		});
		Promise.resolve('job').then(say).then(() => process.nextTick(say, 'tick-of-job'));
		process.nextTick(say, 'tick');
		queueMicrotask(() => say('microtask'));
		say('main');
		process.on('beforeExit', () => say('beforeExit'));
		process.on('exit', code => say('exit ' + code));`)
	if err != nil {
		t.Fatal(err)
	}
	want := "main tick job microtask tick-of-job immediate timeout its-tick its-job beforeExit exit 0 "
	if stdout != want {
		t.Errorf("got  %s\nwant %s", stdout, want)
	}
}

func TestExitCode(t *testing.T) {
	for _, test := range []struct {
		name, code string
		want       int
	}{
		{"clean", `1`, 0},
		{"exitCode", `process.exitCode = 3`, 3},
		{"exit", `process.exit(4); process.exitCode = 5`, 4},
		{"exit in a callback", `setTimeout(() => process.exit(6), 1); setInterval(() => {}, 1)`, 6},
		{"exit cannot be caught", `try { process.exit(2) } finally { process.exitCode = 9 }`, 2},
		{"changed by exit handler", `process.on('exit', () => { process.exitCode = 8 })`, 8},
		{"uncaught", `throw new Error('x')`, 1},
		{"uncaught in a callback", `setImmediate(() => { throw new Error('x') })`, 1},
		{"unhandled rejection", `Promise.reject(new Error('x'))`, 1},
		{"handled", `process.on('uncaughtException', () => {}); setImmediate(() => { throw new Error('x') })`, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := runProgram(t, runtime.Options{}, test.code)
			code := 0
			var exit *runtime.ExitError
			if errors.As(err, &exit) {
				code = exit.Code
			} else if err != nil {
				t.Fatal(err)
			}
			if code != test.want {
				t.Errorf("exit code %d, want %d", code, test.want)
			}
		})
	}
}

func TestRunawayRecursionThrowsRangeError(t *testing.T) {
	stdout, _, err := runProgram(t, runtime.Options{}, `
		function deep() { return deep() + 1 }
		try { deep() } catch (e) { process.stdout.write(e.name + ': ' + e.message) }`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "RangeError: Maximum call stack size exceeded"; stdout != want {
		t.Errorf("got %q, want %q", stdout, want)
	}
}

func TestEvalCallAwait(t *testing.T) {
	rt := newRuntime(t, runtime.Options{})
	ctx := context.Background()
	double, err := rt.Eval(ctx, "double.js", `(async n => { await new Promise(r => setTimeout(r, 1)); return n * 2 })`)
	if err != nil {
		t.Fatal(err)
	}
	v, err := rt.Call(ctx, double, goja.Undefined(), rt.VM().ToValue(21))
	if err != nil || v.ToInteger() != 42 {
		t.Errorf("got %v, %v", v, err)
	}
	fail, err := rt.Eval(ctx, "fail.js", `(async () => { throw new TypeError('no') })`)
	if err != nil {
		t.Fatal(err)
	}
	_, err = rt.Call(ctx, fail, goja.Undefined())
	var thrown *modules.ThrownError
	if !errors.As(err, &thrown) || !strings.Contains(err.Error(), "no") {
		t.Errorf("got error %v, want the rejection", err)
	}
}

func TestRequireFromDirectory(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "add.js"), `exports.add = (a, b) => a + b`)
	rt := newRuntime(t, runtime.Options{Dir: dir})
	exports, err := rt.Require(context.Background(), "./add")
	if err != nil {
		t.Fatal(err)
	}
	add := exports.(*goja.Object).Get("add")
	sum, err := rt.Call(context.Background(), add, goja.Undefined(), rt.VM().ToValue(1), rt.VM().ToValue(2))
	if err != nil || sum.ToInteger() != 3 {
		t.Errorf("got %v, %v", sum, err)
	}
}

func TestEnvironmentAndDirectoryAreTheRuntimesOwn(t *testing.T) {
	dir := t.TempDir()
	stdout, _, err := runProgram(t, runtime.Options{Env: map[string]string{"A": "1"}, Dir: dir}, `
		process.env.B = 2;
		process.chdir('/');
		process.stdout.write(JSON.stringify(process.env) + process.cwd())`)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"A":"1","B":"2"}/`; stdout != want {
		t.Errorf("got %s, want %s", stdout, want)
	}
	if _, set := os.LookupEnv("B"); set {
		t.Error("the runtime wrote to the environment of the process")
	}
}

func TestContextEndsEndlessLoop(t *testing.T) {
	for name, code := range map[string]string{
		"busy":    `for (;;) {}`,
		"waiting": `setInterval(() => {}, 1000)`,
		"jobs":    `(function again() { Promise.resolve().then(again) })()`,
	} {
		t.Run(name, func(t *testing.T) {
			rt := newRuntime(t, runtime.Options{})
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
			defer cancel()
			err := rt.RunEval(ctx, code, runtime.EvalOptions{})
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v, want the deadline", err)
			}
		})
	}
}

func TestPostFromAnyGoroutine(t *testing.T) {
	rt := newRuntime(t, runtime.Options{})
	ctx := context.Background()
	v, err := rt.Eval(ctx, "wait.js", `globalThis.result = new Promise(r => { globalThis.resolve = r }); setTimeout(() => {}, 1e6); result`)
	if err != nil {
		t.Fatal(err)
	}
	go rt.Post(func() {
		if err := rt.VM().Set("answer", 42); err != nil {
			t.Error(err)
		}
		if _, err := rt.VM().RunString("resolve(answer)"); err != nil {
			t.Error(err)
		}
	})
	got, err := rt.Await(ctx, v)
	if err != nil || got.ToInteger() != 42 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestOwnModules(t *testing.T) {
	greet := modules.Module{Name: "greet", Load: func(e *modules.Env) goja.Value {
		return e.Exports(modules.Fn("hello", 1, func(c modules.Call) (goja.Value, error) {
			name, err := c.String(0, "name")
			if err != nil {
				return nil, err
			}
			return c.Env.VM.ToValue("hello " + name), nil
		}))
	}}
	stdout, _, err := runProgram(t, runtime.Options{Modules: []modules.Module{greet}}, `
		const { hello } = require('greet');
		process.stdout.write(hello('you') + ' ' + hello.name + hello.length);
		try { hello(1) } catch (e) { process.stdout.write('\n' + e.code + ' ' + e.message) }`)
	if err != nil {
		t.Fatal(err)
	}
	want := "hello you hello1\nERR_INVALID_ARG_TYPE The \"name\" argument must be of type string. Received type number (1)"
	if stdout != want {
		t.Errorf("got  %s\nwant %s", stdout, want)
	}
}

// A mistake in a module of Go must not take the process down.
func TestGoPanicEndsTheProgramOnly(t *testing.T) {
	broken := modules.Module{Name: "broken", Load: func(e *modules.Env) goja.Value {
		return e.Exports(modules.Fn("now", 0, func(modules.Call) (goja.Value, error) { panic("mistake") }))
	}}
	_, stderr, err := runProgram(t, runtime.Options{Modules: []modules.Module{broken}}, `require('broken').now()`)
	var exit *runtime.ExitError
	if !errors.As(err, &exit) || exit.Code == 0 {
		t.Errorf("got %v, want an exit code", err)
	}
	if !strings.Contains(stderr, "mistake") {
		t.Errorf("stderr %q does not name the mistake", stderr)
	}
}

func TestManyRuntimes(t *testing.T) {
	const count = 200
	before := goruntime.NumGoroutine()
	var memory [2]goruntime.MemStats
	cycle := func(n int) {
		var running sync.WaitGroup
		slots := make(chan struct{}, 8)
		for i := range n {
			slots <- struct{}{}
			running.Go(func() {
				defer func() { <-slots }()
				var out bytes.Buffer
				rt, err := runtime.New(runtime.Options{Stdout: &out, Stderr: &out, Args: []string{fmt.Sprint(i)}})
				if err != nil {
					t.Error(err)
					return
				}
				defer rt.Close()
				// The same text in all, because the process remembers what it has compiled.
				const code = `const { EventEmitter } = require('events');
					const e = new EventEmitter(); e.on('x', n => process.stdout.write(String(n)));
					setTimeout(() => e.emit('x', process.argv.at(-1)), 1)`
				if err := rt.RunEval(context.Background(), code, runtime.EvalOptions{}); err != nil {
					t.Error(err)
				}
				if out.String() != fmt.Sprint(i) {
					t.Errorf("runtime %d printed %q", i, out.String())
				}
			})
		}
		running.Wait()
	}
	cycle(20)
	goruntime.GC()
	goruntime.ReadMemStats(&memory[0])
	cycle(count)
	goruntime.GC()
	goruntime.ReadMemStats(&memory[1])
	if after := goruntime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
	if grown := int64(memory[1].HeapAlloc) - int64(memory[0].HeapAlloc); grown > 1<<20 {
		t.Errorf("%d runtimes left %d bytes behind", count, grown)
	}
}

func TestClosedRuntime(t *testing.T) {
	rt := newRuntime(t, runtime.Options{})
	if err := rt.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := rt.Eval(context.Background(), "x", "1"); !errors.Is(err, runtime.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOptionsTakeGlobalsAway(t *testing.T) {
	const code = `process.stdout.write(String(['WebSocket', 'CloseEvent', 'Storage', 'navigator', 'Navigator', 'fetch'].filter((name) => name in globalThis)))`
	for option, want := range map[string]string{
		"experimental-fetch":               "WebSocket,CloseEvent,Storage,navigator,Navigator,fetch",
		"no-experimental-websocket":        "Storage,navigator,Navigator,fetch",
		"no-webstorage":                    "WebSocket,CloseEvent,navigator,Navigator,fetch",
		"no-experimental-global-navigator": "WebSocket,CloseEvent,Storage,fetch",
	} {
		stdout, _, err := runProgram(t, runtime.Options{Flags: map[string]string{option: "true"}}, code)
		if err != nil || stdout != want {
			t.Errorf("--%s: %s, %v", option, stdout, err)
		}
	}
}
