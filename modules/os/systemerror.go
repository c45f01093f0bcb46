package os

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// systemError is Node's SystemError of a failed call: a plain error with the
// call's details in its property info. It throws the error itself.
func (s *system) systemError(call string, err error) error {
	details := modules.SystemError(err, call, "", "")
	name, known := modules.LookupErrName(details.Code)
	if !known {
		name = modules.ErrName{Code: "UNKNOWN", Message: "unknown error"}
	}
	info := s.env.Exports(
		modules.Val("errno", name.Errno()),
		modules.Val("code", name.Code),
		modules.Val("message", name.Message),
		modules.Val("syscall", call),
	)
	e := s.env.Error(modules.PlainError("ERR_SYSTEM_ERROR", "%s",
		"A system error occurred: "+call+" returned "+name.Code+" ("+name.Message+")"))
	property := func(name string) modules.Export {
		return modules.Accessor(name, func(modules.Call) (goja.Value, error) {
			return info.Get(name), nil
		}, func(c modules.Call) (goja.Value, error) {
			return nil, info.Set(name, c.Argument(0))
		})
	}
	s.env.Define(e, true, modules.Val("name", "SystemError").Hidden(), modules.Val("info", info), property("errno"), property("syscall"))
	s.env.Host.SetStackHeader(e, "SystemError [ERR_SYSTEM_ERROR]: "+e.Get("message").String())
	panic(e)
}
