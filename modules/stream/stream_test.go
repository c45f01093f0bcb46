package stream_test

import (
	"errors"
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/buffer"
	"github.com/gonode/gonode/modules/events"
	"github.com/gonode/gonode/modules/internal/streamcore"
	"github.com/gonode/gonode/modules/modulestest"
	"github.com/gonode/gonode/modules/stream"
)

// native is a module whose streams are written in Go.
var native = modules.Module{Name: "native", Load: func(env *modules.Env) goja.Value {
	core := streamcore.Of(env)
	source := env.Class(modules.ClassSpec{Name: "Source", Parent: core.Readable, Construct: func(c modules.ConstructCall) (*goja.Object, error) {
		parts := []string{"one", "two", "three"}
		var s *streamcore.Stream
		s = core.InitReadable(c.This, streamcore.Options{
			HighWaterMark: 4,
			Read: func() {
				if len(parts) == 0 {
					s.PushEnd()
					return
				}
				part := parts[0]
				parts = parts[1:]
				s.PushBytes([]byte(part))
			},
		})
		return nil, nil
	}})
	sink := env.Class(modules.ClassSpec{Name: "Sink", Parent: core.Writable, Construct: func(c modules.ConstructCall) (*goja.Object, error) {
		gathered := ""
		core.InitWritable(c.This, streamcore.Options{
			Write: func(chunk streamcore.Chunk, done func(error)) {
				gathered += string(chunk.Bytes()) + ";"
				if gathered == "fail;" {
					done(errors.New("sink is full"))
					return
				}
				done(nil)
			},
			Final: func(done func(error)) {
				_ = c.This.Set("gathered", gathered)
				done(nil)
			},
			Destroy: func(err goja.Value, done func(err goja.Value)) {
				_ = c.This.Set("destroyedWith", err)
				done(err)
			},
		})
		return nil, nil
	}})
	doubler := env.Class(modules.ClassSpec{Name: "Doubler", Parent: core.Transform, Construct: func(c modules.ConstructCall) (*goja.Object, error) {
		var s *streamcore.Stream
		s = core.InitTransform(c.This, streamcore.Options{
			Transform: func(chunk streamcore.Chunk, done func(error)) {
				s.PushBytes(append(append([]byte(nil), chunk.Bytes()...), chunk.Bytes()...))
				done(nil)
			},
			Flush: func(done func(error)) {
				s.PushBytes([]byte("end"))
				done(nil)
			},
		})
		return nil, nil
	}})
	return env.Exports(modules.Val("Source", source), modules.Val("Sink", sink), modules.Val("Doubler", doubler))
}}

func run(t *testing.T, code, want string) {
	t.Helper()
	var list []modules.Module
	for _, m := range [][]modules.Module{{native}, stream.Modules, events.Modules, buffer.Modules} {
		list = append(list, m...)
	}
	if got := modulestest.Run(t, modules.Env{}, list, code); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNativeReadable(t *testing.T) {
	run(t, `
		const { Source } = require('native');
		new Source().on('data', (d) => print(String(d), d.constructor.name)).on('end', () => print('end')).on('close', () => print('close'));
	`, "one Buffer\ntwo Buffer\nthree Buffer\nend\nclose")
}

func TestNativePipe(t *testing.T) {
	run(t, `
		const { Source, Doubler, Sink } = require('native');
		const sink = new Source().pipe(new Doubler()).pipe(new Sink());
		sink.on('finish', () => print(sink.gathered)).on('close', () => print(sink.destroyedWith));
	`, "oneone;twotwo;threethree;end;\nnull")
}

func TestNativeWriteFails(t *testing.T) {
	run(t, `
		const { Sink } = require('native');
		const sink = new Sink();
		sink.on('error', (err) => print('error', err.message, sink.destroyedWith === err)).on('close', () => print('close'));
		sink.write('fail', (err) => print('callback', err.message));
		sink.write('lost', (err) => print('lost', err.message));
	`, "callback sink is full\nlost sink is full\nerror sink is full true\nclose")
}

// What JavaScript puts in the place of a native method wins.
func TestOverriddenNative(t *testing.T) {
	run(t, `
		const { Source, Sink } = require('native');
		class Mine extends Source { _read() { this.push('mine'); this.push(null) } }
		new Mine().on('data', (d) => print(String(d)));
		const sink = new Sink();
		sink._write = (chunk, encoding, callback) => { print('own', String(chunk), encoding); callback() };
		sink.end('x');
		const pushing = new Source();
		pushing.push = function (chunk) { print('push', chunk === null ? null : String(chunk)); return Source.prototype.push.call(this, chunk) };
		pushing.resume();
	`, "own x buffer\nmine\npush one\npush two\npush three\npush null")
}

// Bytes that are buffered are handed out in the sizes asked for.
func TestReadSizes(t *testing.T) {
	run(t, `
		const { Readable } = require('stream');
		const r = new Readable({ read() {} });
		for (const part of ['abc', 'defg', 'h', 'ijklm']) r.push(part);
		r.push(null);
		const sizes = [1, 4, 2, 3, 1, 2];
		print(sizes.map((n) => String(r.read(n))).join());
		r.unshift('zz');
		print(String(r.read()), r.read());
	`, "a,bcde,fg,hij,k,lm\nzz null")
}
