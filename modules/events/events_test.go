package events_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/events"
	"github.com/gonode/gonode/modules/internal/emitter"
	"github.com/gonode/gonode/modules/modulestest"
)

// emitting is a module that uses emitters from Go.
var emitting = modules.Module{Name: "emitting", Load: func(env *modules.Env) goja.Value {
	em := emitter.Of(env)
	return env.Exports(
		modules.Fn("emit", 2, func(c modules.Call) (goja.Value, error) {
			return modules.Bool(em.Emit(c.Argument(0).(*goja.Object), c.Argument(1).String(), c.Arguments[2:]...)), nil
		}),
		modules.Fn("count", 2, func(c modules.Call) (goja.Value, error) {
			return env.VM.ToValue(em.Count(c.Argument(0).(*goja.Object), c.Argument(1).String())), nil
		}),
		modules.Fn("init", 1, func(c modules.Call) (goja.Value, error) {
			return nil, em.Init(c.Argument(0).(*goja.Object), goja.Undefined())
		}),
		modules.Fn("on", 3, func(c modules.Call) (goja.Value, error) {
			em.On(c.Argument(0).(*goja.Object), c.Argument(1).String(), c.Argument(2).(*goja.Object))
			return nil, nil
		}),
	)
}}

func run(t *testing.T, code, want string) {
	t.Helper()
	list := append([]modules.Module{emitting}, events.Modules...)
	if got := modulestest.Run(t, modules.Env{}, list, code); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEmitFromGo(t *testing.T) {
	run(t, `
		const E = require('events'), go = require('emitting');
		const e = new E();
		e.on('x', (...args) => print(args.join()));
		print(go.emit(e, 'x', 1, 2), go.emit(e, 'y'));
		class Sub extends E { emit(name, ...args) { print('own', name, args.length); return super.emit(name, ...args) } }
		const s = new Sub();
		print(go.emit(s, 'x', 1));
		try { go.emit(e, 'error', new TypeError('thrown')) } catch (err) { print(err.message) }
		e.on('z', () => { throw new RangeError('listener') });
		try { go.emit(e, 'z') } catch (err) { print(err.name, err.message) }
	`, "1,2\ntrue false\nown x 1\nfalse\nthrown\nRangeError listener")
}

func TestListenFromGo(t *testing.T) {
	run(t, `
		const go = require('emitting');
		const o = Object.create(require('events').prototype);
		go.init(o);
		go.on(o, 'x', () => print('called'));
		print(go.count(o, 'x'), o.listenerCount('x'), go.count({}, 'x'));
		o.emit('x');
	`, "1 1 0\ncalled")
}

// A listing shows one wrapper for a listener that is called once, however
// often it is asked for, and removing that removes the listener.
func TestOnceWrapperKeepsIdentity(t *testing.T) {
	run(t, `
		const E = require('events'), e = new E(), f = () => print('never');
		e.once('x', f);
		const [w] = e.rawListeners('x');
		print(w === e.rawListeners('x')[0], w === e._events.x, w.listener === f, w.name);
		e.off('x', w);
		print(e.emit('x'));
		e.once('y', () => print('y'));
		const [direct] = e.rawListeners('y');
		direct(); direct();
		print(e.listenerCount('y'));
	`, "true true true wrapper\nfalse\ny\n0")
}

func TestManyEventNames(t *testing.T) {
	run(t, `
		const E = require('events'), e = new E();
		for (let i = 0; i < 100; i++) e.on('n' + i, () => {});
		for (let i = 0; i < 100; i += 2) e.removeAllListeners('n' + i);
		print(e.eventNames().length, e._eventsCount, e.emit('n1'), e.emit('n2'), e.eventNames()[0]);
		e.on('b', () => {}).on('2', () => {}).on('1', () => {});
		print(e.eventNames().slice(0, 2).join(), e.eventNames().at(-1));
	`, "50 50 true false n1\n1,2 b")
}

func BenchmarkEmit(b *testing.B) {
	for name, body := range map[string]string{
		"none": "", "one": "e.on('x', f)", "two": "e.on('x', f); e.on('x', g)",
	} {
		b.Run(name, func(b *testing.B) {
			vm := goja.New()
			env := modules.NewEnv(modules.Env{VM: vm}, nil)
			if err := vm.Set("E", events.Modules[0].Load(env)); err != nil {
				b.Fatal(err)
			}
			v, err := vm.RunString("(function (n) { const e = new E(); let k = 0; const f = (a, b) => { k += a + b }, g = () => { k++ };" +
				body + "; for (var i = 0; i < n; i++) e.emit('x', i, 1) })")
			if err != nil {
				b.Fatal(err)
			}
			f, _ := goja.AssertFunction(v)
			b.ReportAllocs()
			b.ResetTimer()
			if _, err := f(goja.Undefined(), vm.ToValue(b.N)); err != nil {
				b.Fatal(err)
			}
		})
	}
}
