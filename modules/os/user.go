package os

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// account is what os.userInfo() tells.
type account struct {
	uid, gid              int
	username, home, shell string
	hasShell              bool
}

// homedir is os.homedir().
func (s *system) homedir(modules.Call) (goja.Value, error) {
	name := "HOME"
	if onWindows {
		name = "USERPROFILE"
	}
	if dir, ok := s.env.Proc.Getenv(name); ok {
		return s.env.VM.ToValue(dir), nil
	}
	user, err := currentUser(s.env)
	if err != nil {
		return nil, s.systemError("uv_os_homedir", err)
	}
	return s.env.VM.ToValue(user.home), nil
}

// userInfo is os.userInfo([options]).
func (s *system) userInfo(c modules.Call) (goja.Value, error) {
	as, asBuffer := encoding.UTF8, false
	if options, ok := c.Argument(0).(*goja.Object); ok {
		if v := options.Get("encoding"); v != nil && goja.IsString(v) {
			if name := v.String(); name == "buffer" {
				asBuffer = true
			} else if e, known := encoding.Lookup(name); known {
				as = e
			}
		}
	}
	user, err := currentUser(s.env)
	if err != nil {
		return nil, s.systemError("uv_os_get_passwd", err)
	}
	text := func(field string) goja.Value {
		if asBuffer {
			return buffers.New(s.env, []byte(field))
		}
		v, err := as.Decode(s.env.VM, []byte(field))
		must(err)
		return v
	}
	var shell goja.Value = goja.Null()
	if user.hasShell {
		shell = text(user.shell)
	}
	o := s.env.VM.CreateObject(nil)
	s.env.Define(o, true,
		modules.Val("uid", user.uid),
		modules.Val("gid", user.gid),
		modules.Val("username", text(user.username)),
		modules.Val("homedir", text(user.home)),
		modules.Val("shell", shell),
	)
	return o, nil
}
