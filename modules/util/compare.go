package util

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/deepequal"
	"github.com/gonode/gonode/modules/internal/inspect"
	"github.com/gonode/gonode/modules/internal/myers"
)

// isDeepStrictEqual is util.isDeepStrictEqual(val1, val2[, skipPrototype]).
func (u *util) isDeepStrictEqual(c modules.Call) (goja.Value, error) {
	mode := deepequal.Strict
	if c.Argument(2).ToBoolean() {
		mode = deepequal.StrictWithoutPrototypes
	}
	equal, err := deepequal.Equal(u.env, c.Argument(0), c.Argument(1), mode)
	return modules.Bool(equal), err
}

// diff is util.diff(actual, expected).
func (u *util) diff(c modules.Call) (goja.Value, error) {
	if c.Argument(0).StrictEquals(c.Argument(1)) {
		return u.vm.NewArray(), nil
	}
	actual, err := u.items(c, 0, "actual")
	if err != nil {
		return nil, err
	}
	expected, err := u.items(c, 1, "expected")
	if err != nil {
		return nil, err
	}
	var list []any
	for _, edit := range myers.Diff(actual, expected, false) {
		list = append(list, u.vm.NewArray(int(edit.Op), inspect.Value(u.vm, edit.Item)))
	}
	return u.vm.NewArray(list...), nil
}

// items are the elements of an array of strings, or the UTF-16 units of a string.
func (u *util) items(c modules.Call, i int, name string) ([]string, error) {
	if !modules.IsArray(c.Argument(i)) {
		if _, err := c.String(i, name); err != nil {
			return nil, err
		}
		s := c.Argument(i).(goja.String)
		list := make([]string, s.Length())
		for j := range list {
			list[j] = inspect.Text(goja.StringFromUTF16([]uint16{s.CharAt(j)}))
		}
		return list, nil
	}
	array := c.Argument(i).(*goja.Object)
	list := make([]string, array.Get("length").ToInteger())
	for j := range list {
		v := array.Get(strconv.Itoa(j))
		if v == nil || !goja.IsString(v) {
			return nil, u.env.InvalidArgType(name+"["+strconv.Itoa(j)+"]", v, "string")
		}
		list[j] = inspect.Text(v)
	}
	return list, nil
}
