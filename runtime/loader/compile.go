package loader

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// compile compiles a source and makes sure that what it needs is there. A
// mistake in the source is thrown as a SyntaxError.
func (l *Loader) compile(src source.Source) (*source.Unit, error) {
	if err := l.configure(&src); err != nil {
		return nil, err
	}
	unit, err := l.compiler.Compile(src)
	if err != nil {
		return nil, l.syntaxError(err)
	}
	if err := l.bind(unit.Imports, unit.AsyncLoops); err != nil {
		return nil, err
	}
	return unit, nil
}

// bind gives the runtime what a program needs.
func (l *Loader) bind(imports, asyncLoops bool) error {
	if imports {
		if err := l.bindImport(); err != nil {
			return err
		}
	}
	if !asyncLoops || l.loopsBound {
		return nil
	}
	l.loopsBound = true
	return source.BindAsyncLoops(l.env.VM)
}

// ParseEval parses a text for eval. A mistake in it is a SyntaxError.
func (l *Loader) ParseEval(text string, strict bool) (*source.EvalCode, error) {
	code, err := source.ParseEval(text, strict)
	var syntax *source.SyntaxError
	if errors.As(err, &syntax) {
		return nil, &modules.Error{Class: "SyntaxError", Message: syntax.Message}
	}
	if err != nil {
		return nil, err
	}
	return code, l.bind(code.Imports, code.AsyncLoops)
}

// Compile compiles a source for node:vm, as the loader does its own. The stack
// of a SyntaxError begins with where it is.
func (l *Loader) Compile(src source.Source) (*source.Unit, error) {
	unit, err := l.compile(src)
	var thrown *modules.ThrownError
	if !errors.As(err, &thrown) {
		return unit, err
	}
	if o, ok := thrown.Value.(*goja.Object); ok {
		if syntax := syntaxErrors.Get(o); syntax != nil {
			l.set(o, "stack", syntax.Frame()+"\n"+o.Get("stack").String())
		}
	}
	return nil, err
}

// decorated marks the errors whose stacks begin with where they were thrown.
var decorated = modules.NewSlot[struct{}]("decorated_private_symbol")

// Decorate lets the stack of an error that code of node:vm has thrown begin with where that was.
func (l *Loader) Decorate(err error) {
	var ex *goja.Exception
	if !errors.As(err, &ex) {
		return
	}
	o, ok := ex.Value().(*goja.Object)
	if !ok || o.ClassName() != "Error" || decorated.Get(o) != nil {
		return
	}
	snippet := l.env.Host.(interface {
		ThrownAt(err error, value goja.Value) string
	}).ThrownAt(err, o)
	stack := o.Get("stack")
	if snippet == "" || stack == nil || !goja.IsString(stack) {
		return
	}
	decorated.Set(l.env.VM, o, &struct{}{})
	l.set(o, "stack", snippet+"\n"+stack.String())
}

// CompileOwned is Compile for code whose import() goes to an importer.
func (l *Loader) CompileOwned(src source.Source, owner Importer) (*source.Unit, error) {
	unit, err := l.Compile(src)
	if err != nil || !unit.Imports {
		return unit, err
	}
	return l.compiler.CompileOwned(src, owner)
}

// syntaxErrors keeps where a SyntaxError is, for when it is printed.
var syntaxErrors = modules.NewSlot[source.SyntaxError]("kArrowMessage")

func (l *Loader) syntaxError(err error) error {
	var syntax *source.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	o := l.env.Error(&modules.Error{Class: "SyntaxError", Message: syntax.Message})
	syntaxErrors.Set(l.env.VM, o, syntax)
	return &modules.ThrownError{Value: o}
}

// Check compiles a CommonJS file without running it.
func (l *Loader) Check(filename, text string) error {
	_, err := l.compile(source.CommonJS(filename, text))
	return err
}
