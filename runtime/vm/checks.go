package vm

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// checks are Node's checks of arguments, and the errors that they throw, for vm.js.
func checks(e *modules.Env) *goja.Object {
	check := func(name string, f func(c modules.Call, argument string) error) modules.Export {
		return modules.Fn(name, 2, func(c modules.Call) (goja.Value, error) { return nil, f(c, c.Argument(1).String()) })
	}
	return e.Exports(
		check("checkString", func(c modules.Call, name string) error {
			_, err := c.String(0, name)
			return err
		}),
		check("checkBoolean", func(c modules.Call, name string) error {
			_, err := c.Bool(0, name)
			return err
		}),
		check("checkObject", func(c modules.Call, name string) error {
			_, err := c.Object(0, name)
			return err
		}),
		check("checkFunction", func(c modules.Call, name string) error {
			_, err := c.Func(0, name)
			return err
		}),
		modules.Fn("invalidArgType", 3, func(c modules.Call) (goja.Value, error) {
			var expected []string
			list := c.Argument(1).(*goja.Object)
			for _, key := range list.Keys() {
				expected = append(expected, list.Get(key).String())
			}
			return c.Env.Error(c.Env.InvalidArgType(c.Argument(0).String(), c.Argument(2), expected...)), nil
		}),
		modules.Fn("invalidArgValue", 3, func(c modules.Call) (goja.Value, error) {
			return c.Env.Error(c.Env.InvalidArgValue(c.Argument(0).String(), c.Argument(1), c.Argument(2).String())), nil
		}),
	)
}
