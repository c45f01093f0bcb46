//go:build windows

package modules

import (
	"syscall"

	"golang.org/x/sys/windows"
)

// codeOfErrno maps a Windows error as libuv's uv_translate_sys_error does.
func codeOfErrno(errno syscall.Errno) string {
	switch errno {
	case windows.ERROR_FILE_NOT_FOUND, windows.ERROR_PATH_NOT_FOUND, windows.ERROR_INVALID_NAME,
		windows.ERROR_BAD_PATHNAME, windows.ERROR_INVALID_DRIVE, windows.ERROR_DIRECTORY:
		return "ENOENT"
	case windows.ERROR_ACCESS_DENIED, windows.ERROR_PRIVILEGE_NOT_HELD:
		return "EPERM"
	case windows.WSAEACCES, windows.ERROR_NOACCESS, syscall.EACCES:
		return "EACCES"
	case windows.ERROR_ALREADY_EXISTS, windows.ERROR_FILE_EXISTS, syscall.EEXIST:
		return "EEXIST"
	case windows.ERROR_SHARING_VIOLATION, windows.ERROR_LOCK_VIOLATION:
		return "EBUSY"
	case windows.ERROR_DIR_NOT_EMPTY, syscall.ENOTEMPTY:
		return "ENOTEMPTY"
	case windows.ERROR_INVALID_HANDLE, syscall.EBADF:
		return "EBADF"
	case windows.ERROR_DISK_FULL:
		return "ENOSPC"
	case windows.ERROR_NOT_SAME_DEVICE:
		return "EXDEV"
	case windows.ERROR_INVALID_PARAMETER, windows.ERROR_INVALID_DATA, syscall.EINVAL:
		return "EINVAL"
	case windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA, windows.ERROR_BAD_PIPE:
		return "EPIPE"
	case windows.ERROR_TOO_MANY_OPEN_FILES:
		return "EMFILE"
	case windows.ERROR_NOT_SUPPORTED:
		return "ENOTSUP"
	case windows.WSAECONNREFUSED, windows.ERROR_CONNECTION_REFUSED:
		return "ECONNREFUSED"
	case windows.WSAECONNRESET, windows.ERROR_NETNAME_DELETED:
		return "ECONNRESET"
	case windows.WSAECONNABORTED, windows.ERROR_CONNECTION_ABORTED:
		return "ECONNABORTED"
	case windows.WSAEADDRINUSE:
		return "EADDRINUSE"
	case windows.WSAEADDRNOTAVAIL:
		return "EADDRNOTAVAIL"
	case windows.WSAETIMEDOUT, windows.ERROR_SEM_TIMEOUT:
		return "ETIMEDOUT"
	case windows.WSAEHOSTUNREACH:
		return "EHOSTUNREACH"
	case windows.WSAENETUNREACH:
		return "ENETUNREACH"
	case windows.WSAENOTCONN:
		return "ENOTCONN"
	case syscall.EISDIR:
		return "EISDIR"
	case syscall.ENOSYS:
		return "ENOSYS"
	}
	return "UNKNOWN"
}

// errnoByName is libuv's number where the system's own errno is not used:
// https://github.com/libuv/libuv/blob/v1.x/include/uv/errno.h
func errnoByName(code string) int { return uvNumbers[code] }

var uvNumbers = map[string]int{
	"E2BIG": -4093, "EACCES": -4092, "EADDRINUSE": -4091, "EADDRNOTAVAIL": -4090, "EAFNOSUPPORT": -4089,
	"EAGAIN": -4088, "EALREADY": -4084, "EBADF": -4083, "EBUSY": -4082, "ECANCELED": -4081,
	"ECONNABORTED": -4079, "ECONNREFUSED": -4078, "ECONNRESET": -4077, "EDESTADDRREQ": -4076,
	"EEXIST": -4075, "EFAULT": -4074, "EHOSTUNREACH": -4073, "EINTR": -4072, "EINVAL": -4071, "EIO": -4070,
	"EISCONN": -4069, "EISDIR": -4068, "ELOOP": -4067, "EMFILE": -4066, "EMSGSIZE": -4065,
	"ENAMETOOLONG": -4064, "ENETDOWN": -4063, "ENETUNREACH": -4062, "ENFILE": -4061, "ENOBUFS": -4060,
	"ENODEV": -4059, "ENOENT": -4058, "ENOMEM": -4057, "ENONET": -4056, "ENOSPC": -4055, "ENOSYS": -4054,
	"ENOTCONN": -4053, "ENOTDIR": -4052, "ENOTEMPTY": -4051, "ENOTSOCK": -4050, "ENOTSUP": -4049,
	"EPERM": -4048, "EPIPE": -4047, "EPROTO": -4046, "EPROTONOSUPPORT": -4045, "EPROTOTYPE": -4044,
	"EROFS": -4043, "ESHUTDOWN": -4042, "ESPIPE": -4041, "ESRCH": -4040, "ETIMEDOUT": -4039,
	"ETXTBSY": -4038, "EXDEV": -4037, "EFBIG": -4036, "ENOPROTOOPT": -4035, "ERANGE": -4034, "ENXIO": -4033,
	"EMLINK": -4032, "EHOSTDOWN": -4031, "EREMOTEIO": -4030, "ENOTTY": -4029, "EILSEQ": -4027,
	"EOVERFLOW": -4026, "ESOCKTNOSUPPORT": -4025, "ENODATA": -4024, "EUNATCH": -4023, "ENOEXEC": -4022,
}
