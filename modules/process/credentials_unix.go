//go:build unix

package process

import (
	"os/user"
	"strconv"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

func (p *process) credentials() []modules.Export {
	id := func(name string, get func() int) modules.Export {
		return modules.Fn(name, 0, func(c modules.Call) (goja.Value, error) { return c.Env.VM.ToValue(get()), nil })
	}
	return []modules.Export{
		id("getuid", syscall.Getuid),
		id("geteuid", syscall.Geteuid),
		id("getgid", syscall.Getgid),
		id("getegid", syscall.Getegid),
		modules.Fn("getgroups", 0, getgroups),
	}
}

// getgroups is process.getgroups(): the effective group is among them.
func getgroups(c modules.Call) (goja.Value, error) {
	groups, err := syscall.Getgroups()
	if err != nil {
		return nil, modules.SystemError(err, "getgroups", "", "")
	}
	list, found := []any{}, false
	for _, g := range groups {
		list = append(list, g)
		found = found || g == syscall.Getegid()
	}
	if !found {
		list = append(list, syscall.Getegid())
	}
	return c.Env.VM.NewArray(list...), nil
}

// setters change who the process is. They take the whole process, so one that
// is embedded in a Go program refuses.
func (p *process) setters() []modules.Export {
	return []modules.Export{
		modules.Fn("initgroups", 2, p.initgroups),
		modules.Fn("setgroups", 1, p.setgroups),
		p.idSetter("setegid", "Group", lookupGroup, func(id int) error { return syscall.Setregid(-1, id) }),
		p.idSetter("seteuid", "User", lookupUser, func(id int) error { return syscall.Setreuid(-1, id) }),
		p.idSetter("setgid", "Group", lookupGroup, syscall.Setgid),
		p.idSetter("setuid", "User", lookupUser, syscall.Setuid),
	}
}

func (p *process) ownsProcess(name string) error {
	if p.env.Host.Info().Embedded {
		return modules.PlainError("ERR_OPERATION_FAILED", "process.%s() is not available in an embedded runtime", name)
	}
	return nil
}

func (p *process) idSetter(name, kind string, lookup func(string) (int, bool), set func(int) error) modules.Export {
	return modules.Val(name, p.env.Func("", 1, func(c modules.Call) (goja.Value, error) {
		id, err := credentialID(c.Env, c.Argument(0), "id", kind, lookup)
		if err == nil {
			err = p.ownsProcess(name)
		}
		if err != nil {
			return nil, err
		}
		if err := set(id); err != nil {
			return nil, credentialError(err, name)
		}
		return nil, nil
	}))
}

func credentialError(err error, call string) error {
	x := modules.SystemError(err, call, "", "")
	text := err.Error()
	x.Errno, x.Message = -x.Errno, x.Code+", "+strings.ToUpper(text[:1])+text[1:]
	return x
}

// credentialID is a user or group, given by number or by name.
func credentialID(e *modules.Env, v goja.Value, name, kind string, lookup func(string) (int, bool)) (int, error) {
	if goja.IsNumber(v) {
		n, err := e.ValidateInteger(v, name, 0, 1<<32-1)
		return int(n), err
	}
	if !goja.IsString(v) {
		return 0, e.InvalidArgType(name, v, "number", "string")
	}
	id, ok := lookup(v.String())
	if !ok {
		return 0, modules.PlainError("ERR_UNKNOWN_CREDENTIAL", "%s identifier does not exist: %s", kind, v.String())
	}
	return id, nil
}

func lookupUser(name string) (int, bool) {
	u, err := user.Lookup(name)
	if err != nil {
		return 0, false
	}
	id, err := strconv.Atoi(u.Uid)
	return id, err == nil
}

func lookupGroup(name string) (int, bool) {
	g, err := user.LookupGroup(name)
	if err != nil {
		return 0, false
	}
	id, err := strconv.Atoi(g.Gid)
	return id, err == nil
}

// setgroups is process.setgroups(groups).
func (p *process) setgroups(c modules.Call) (goja.Value, error) {
	if !modules.IsArray(c.Argument(0)) {
		return nil, c.Env.InvalidArgType("groups", c.Argument(0), "Array")
	}
	list := c.Argument(0).(*goja.Object)
	ids := make([]int, list.Get("length").ToInteger())
	for i := range ids {
		index := strconv.Itoa(i)
		id, err := credentialID(c.Env, valueOr(list.Get(index)), "groups["+index+"]", "Group", lookupGroup)
		if err != nil {
			return nil, err
		}
		ids[i] = id
	}
	if err := p.ownsProcess("setgroups"); err != nil {
		return nil, err
	}
	if err := syscall.Setgroups(ids); err != nil {
		return nil, credentialError(err, "setgroups")
	}
	return nil, nil
}

// initgroups is process.initgroups(user, extraGroup).
func (p *process) initgroups(c modules.Call) (goja.Value, error) {
	for i, name := range []string{"user", "extraGroup"} {
		if v := c.Argument(i); !goja.IsString(v) {
			if _, err := credentialID(c.Env, v, name, "", lookupUser); err != nil {
				return nil, err
			}
		}
	}
	name := c.Argument(0).String()
	if goja.IsNumber(c.Argument(0)) {
		u, err := user.LookupId(name)
		if err != nil {
			return nil, modules.PlainError("ERR_UNKNOWN_CREDENTIAL", "User identifier does not exist: %s", name)
		}
		name = u.Username
	}
	extra, err := credentialID(c.Env, c.Argument(1), "extraGroup", "Group", lookupGroup)
	if err != nil {
		return nil, err
	}
	u, err := user.Lookup(name)
	if err != nil {
		return nil, modules.PlainError("ERR_UNKNOWN_CREDENTIAL", "User identifier does not exist: %s", name)
	}
	if err := p.ownsProcess("initgroups"); err != nil {
		return nil, err
	}
	groups := []int{extra}
	names, err := u.GroupIds()
	if err != nil {
		return nil, credentialError(err, "initgroups")
	}
	for _, n := range names {
		if id, err := strconv.Atoi(n); err == nil && id != extra {
			groups = append(groups, id)
		}
	}
	if err := syscall.Setgroups(groups); err != nil {
		return nil, credentialError(err, "initgroups")
	}
	return nil, nil
}
