package util

import (
	"fmt"
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// systemError validates a libuv error number and finds its name.
func (u *util) systemError(c modules.Call) (number int, name modules.ErrName, known bool, err error) {
	v := c.Argument(0)
	f, err := u.env.ValidateNumber(v, "err", math.Inf(-1), math.Inf(1))
	if err != nil {
		return 0, name, false, err
	}
	if f >= 0 || f != math.Trunc(f) || f < modules.MinSafeInteger {
		return 0, name, false, u.env.OutOfRange("err", "a negative integer", v)
	}
	for _, n := range modules.ErrNames() {
		if n.Errno() == int(f) {
			return int(f), n, true, nil
		}
	}
	return int(f), name, false, nil
}

// getSystemErrorName is util.getSystemErrorName(err).
func (u *util) getSystemErrorName(c modules.Call) (goja.Value, error) {
	number, name, known, err := u.systemError(c)
	if err != nil {
		return nil, err
	}
	if !known {
		return u.vm.ToValue("Unknown system error " + strconv.Itoa(number)), nil
	}
	return u.vm.ToValue(name.Code), nil
}

// getSystemErrorMessage is util.getSystemErrorMessage(err).
func (u *util) getSystemErrorMessage(c modules.Call) (goja.Value, error) {
	number, name, known, err := u.systemError(c)
	if err != nil {
		return nil, err
	}
	if !known {
		return u.vm.ToValue("Unknown system error " + strconv.Itoa(number)), nil
	}
	return u.vm.ToValue(name.Message), nil
}

// getSystemErrorMap is util.getSystemErrorMap().
func (u *util) getSystemErrorMap(modules.Call) (goja.Value, error) {
	var entries []any
	for _, n := range modules.ErrNames() {
		entries = append(entries, u.vm.NewArray(n.Errno(), u.vm.NewArray(n.Code, n.Message)))
	}
	return u.vm.New(u.vm.Get("Map"), u.vm.NewArray(entries...))
}

// errnoException is util._errnoException(err, syscall[, original]).
func (u *util) errnoException(c modules.Call) (goja.Value, error) {
	number, name, err := u.errno(c)
	if err != nil {
		return nil, err
	}
	code := name.Code
	message := c.Argument(1).String() + " " + code
	if c.Argument(2).ToBoolean() {
		message += " " + c.Argument(2).String()
	}
	return u.env.Error(&modules.Error{Message: message, Errno: number, Code: code, Syscall: c.Argument(1).String()}), nil
}

// exceptionWithHostPort is util._exceptionWithHostPort(err, syscall, address[, port[, additional]]).
func (u *util) exceptionWithHostPort(c modules.Call) (goja.Value, error) {
	number, name, err := u.errno(c)
	if err != nil {
		return nil, err
	}
	x := &modules.Error{Errno: number, Code: name.Code, Syscall: c.Argument(1).String()}
	details := ""
	address, port := c.Argument(2), c.Argument(3)
	if port.ToBoolean() && port.ToInteger() > 0 {
		details = " " + address.String() + ":" + port.String()
	} else if address.ToBoolean() {
		details = " " + address.String()
	}
	if c.Argument(4).ToBoolean() {
		details += fmt.Sprintf(" - Local (%s)", c.Argument(4))
	}
	x.Message = x.Syscall + " " + x.Code + details
	if !goja.IsUndefined(address) {
		x.Address = address.String()
	}
	if port.ToBoolean() {
		x.Port = int(port.ToInteger())
	}
	return u.env.Error(x), nil
}

func (u *util) errno(c modules.Call) (int, modules.ErrName, error) {
	number, name, known, err := u.systemError(c)
	if err == nil && !known {
		name.Code = "Unknown system error " + strconv.Itoa(number)
	}
	return number, name, err
}
