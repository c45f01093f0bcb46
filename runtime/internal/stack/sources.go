package stack

import "github.com/dop251/goja"

// RewriteSources lets rewrite change the texts that Function, and eval when it is called as a function, compile. It
// reports false for those that it leaves alone.
func (t *Traces) RewriteSources(rewrite func(text string) (string, bool)) {
	change := func(args []goja.Value) {
		for i, arg := range args {
			if text, ok := arg.(goja.String); ok {
				if changed, ok := rewrite(text.String()); ok {
					args[i] = t.vm.ToValue(changed)
				}
			}
		}
	}
	global := t.vm.GlobalObject()
	function := global.Get("Function").(*goja.Object)
	t.before(function, func(c goja.FunctionCall) { change(c.Arguments) })
	t.beforeNew(function, change)
	t.before(global.Get("eval"), func(c goja.FunctionCall) { change(c.Arguments) })
}
