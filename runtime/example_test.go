package runtime_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime"
)

func Example() {
	ctx := context.Background()
	rt, err := runtime.New(runtime.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer rt.Close()

	total, err := rt.Eval(ctx, "total.js", `(async prices => prices.reduce((a, b) => a + b, 0))`)
	if err != nil {
		log.Fatal(err)
	}
	v, err := rt.Call(ctx, total, goja.Undefined(), rt.VM().NewArray(1, 2, 3))
	fmt.Println(v, err)
	// Output: 6 <nil>
}

func Example_program() {
	dir, err := os.MkdirTemp("", "gonode")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	app := filepath.Join(dir, "app.js")
	if err := os.WriteFile(app, []byte(`
		process.stdout.write('hello ' + process.argv[2] + '\n');
		process.exitCode = 3;
	`), 0o600); err != nil {
		log.Fatal(err)
	}

	rt, err := runtime.New(runtime.Options{Args: []string{app, "world"}, Dir: dir})
	if err != nil {
		log.Fatal(err)
	}
	defer rt.Close()
	err = rt.RunFile(context.Background(), app)
	var exit *runtime.ExitError
	if errors.As(err, &exit) {
		fmt.Println("exit code", exit.Code)
	}
	// Output:
	// hello world
	// exit code 3
}

func Example_module() {
	greet := modules.Module{Name: "greet", Load: func(e *modules.Env) goja.Value {
		return e.Exports(modules.Fn("hello", 1, func(c modules.Call) (goja.Value, error) {
			name, err := c.String(0, "name")
			if err != nil {
				return nil, err
			}
			return c.Env.VM.ToValue("hello " + name), nil
		}))
	}}
	rt, err := runtime.New(runtime.Options{Modules: []modules.Module{greet}})
	if err != nil {
		log.Fatal(err)
	}
	defer rt.Close()
	err = rt.RunEval(context.Background(), `
		process.stdout.write(require('greet').hello('Go') + '\n');
		try { require('greet').hello() } catch (e) { process.stdout.write(e.code + '\n') }
	`, runtime.EvalOptions{})
	fmt.Println(err)
	// Output:
	// hello Go
	// ERR_INVALID_ARG_TYPE
	// <nil>
}

// noSecrets denies files outside a directory.
type noSecrets struct {
	modules.FS
	dir string
}

func (f noSecrets) ReadFile(name string) ([]byte, error) {
	if inside, err := filepath.Rel(f.dir, name); err != nil || !filepath.IsLocal(inside) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.ReadFile(name)
}

func Example_capability() {
	dir, err := os.MkdirTemp("", "gonode")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	rt, err := runtime.New(runtime.Options{FS: noSecrets{runtime.HostFS(), dir}, Dir: dir})
	if err != nil {
		log.Fatal(err)
	}
	defer rt.Close()
	_, err = rt.Require(context.Background(), "/etc/hostname.js")
	fmt.Println(err != nil)
	// Output: true
}
