package events

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func BenchmarkEmit(b *testing.B) {
	vm := goja.New()
	env := modules.NewEnv(modules.Env{VM: vm}, nil)
	vm.Set("E", load(env))
	run := func(name, src string) {
		b.Run(name, func(b *testing.B) {
			v, err := vm.RunString("(" + src + ")")
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
	run("loop", `function(n){ let k=0; for (var i=0;i<n;i++) {} return k }`)
	run("emit2", `function(n){ const e=new E(); let k=0; e.on('x',(a,b)=>{k+=a+b}); e.on('x',()=>{k++}); for (var i=0;i<n;i++) e.emit('x', i, 1); return k }`)
	run("emit1", `function(n){ const e=new E(); let k=0; e.on('x',(a,b)=>{k+=a+b}); for (var i=0;i<n;i++) e.emit('x', i, 1); return k }`)
	run("emit0", `function(n){ const e=new E(); for (var i=0;i<n;i++) e.emit('x', i, 1) }`)
	run("bare2", `function(n){ let k=0; const f=(a,b)=>{k+=a+b}, g=()=>{k++}; for (var i=0;i<n;i++) {f(i,1);g(i,1)} return k }`)
	run("new", `function(n){ for (var i=0;i<n;i++) new E() }`)
	run("onoff", `function(n){ const e=new E(); const f=()=>{}; for (var i=0;i<n;i++) { e.on('x', f); e.off('x', f) } }`)
	run("once", `function(n){ const e=new E(); const f=()=>{}; for (var i=0;i<n;i++) { e.once('x', f); e.emit('x') } }`)
}
