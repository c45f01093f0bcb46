package loader

import (
	"errors"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/runtime/source"
)

// AfterImports runs main once the modules of --import have been evaluated, one after the other.
func (l *Loader) AfterImports(main func() error) error {
	if err := l.registerLoaders(); err != nil {
		return err
	}
	list := l.env.Host.Info().Options["import"]
	if list == "" {
		return main()
	}
	parent := fileURL(l.cwd() + string(filepath.Separator))
	var next func(specifiers []string) error
	next = func(specifiers []string) error {
		if len(specifiers) == 0 {
			return main()
		}
		m, err := l.importModule(specifiers[0], parent, nil)
		if err != nil {
			return err
		}
		evaluation, err := l.evaluate(m)
		if err != nil {
			return err
		}
		return l.whenSettled(evaluation, func(goja.Value) error {
			l.orUncaught(next(specifiers[1:]))
			return nil
		}, func(reason goja.Value) error {
			l.orUncaught(&modules.ThrownError{Value: reason})
			return nil
		})
	}
	l.env.Host.Microtask(func() error { return next(strings.Split(list, "\n")) })
	return nil
}

func (l *Loader) orUncaught(err error) {
	if err != nil {
		l.env.Host.Uncaught(err)
	}
}

// RunEval runs the text of -e or of standard input as the main program: as --input-type says, or as a module if it is
// no script and has the syntax of one. It prints the value of a script if asked to.
func (l *Loader) RunEval(name, text string, print bool) error {
	kind := l.env.Host.Info().Options["input-type"]
	asModule := strings.HasPrefix(kind, "module")
	if kind == "" {
		_, err := l.compiler.Compile(source.Source{Name: name, Text: text, Kind: source.Script})
		var syntax *source.SyntaxError
		asModule = errors.As(err, &syntax) && source.IsModule(name, text)
	}
	if asModule {
		if print {
			return modules.PlainError("ERR_EVAL_ESM_CANNOT_PRINT", "--print cannot be used with ESM input")
		}
		return l.runEvalModule(text, kind == "module-typescript")
	}
	v, err := l.EvalMain(name, text)
	if err != nil || !print {
		return err
	}
	_, err = l.env.Method(l.env.RequireObject("console"), "log", v)
	return err
}

func (l *Loader) runEvalModule(text string, typed bool) error {
	state, err := l.modules()
	if err != nil {
		return err
	}
	l.defineBuiltinGlobals()
	state.main = fileURL(l.cwd()+string(filepath.Separator)) + "[eval1]"
	l.env.Host.Microtask(func() error {
		language := source.JavaScript
		if typed {
			language = source.TypeScript
		}
		m, err := l.textModule(source.Source{Name: state.main, Text: text, Kind: source.Module, Language: language})
		if err != nil {
			return err
		}
		state.loaded[moduleKey{url: m.URL}] = m
		if err := l.loadRequested(m); err != nil {
			return err
		}
		return l.evaluateMain(m)
	})
	return nil
}
