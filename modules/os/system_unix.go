//go:build linux || darwin

package os

import (
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/gonode/gonode/modules"
)

const (
	eol     = "\n"
	devNull = "/dev/null"
)

func systemIdentity() *identity {
	var u unix.Utsname
	if unix.Uname(&u) != nil {
		return &identity{}
	}
	return &identity{
		name: unix.ByteSliceToString(u.Sysname[:]), version: unix.ByteSliceToString(u.Version[:]),
		release: unix.ByteSliceToString(u.Release[:]), machine: unix.ByteSliceToString(u.Machine[:]),
		host: unix.ByteSliceToString(u.Nodename[:]),
	}
}

// currentUser is the entry of the effective user in the password file.
func currentUser(env *modules.Env) (*account, error) {
	uid := syscall.Geteuid()
	data, err := env.FS.ReadFile("/etc/passwd")
	if err != nil {
		return nil, err
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		fields := strings.Split(line, ":")
		if len(fields) < 7 || fields[2] != strconv.Itoa(uid) {
			continue
		}
		gid, _ := strconv.Atoi(fields[3])
		return &account{uid: uid, gid: gid, username: fields[0], home: fields[5], shell: fields[6], hasShell: true}, nil
	}
	return nil, syscall.ENOENT
}

func setPriority(pid, n int) error { return unix.Setpriority(unix.PRIO_PROCESS, pid, n) }
