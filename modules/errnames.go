package modules

// ErrName is a system error as libuv names it.
type ErrName struct {
	Code, Message string
	// fixed is the number where the system has none of its own.
	fixed int
}

// Errno is the number that JavaScript sees, which is negative.
func (n ErrName) Errno() int {
	if n.fixed != 0 {
		return n.fixed
	}
	return errnoByName(n.Code)
}

// ErrNames lists the system errors in the order of util.getSystemErrorMap.
func ErrNames() []ErrName { return errNames[:] }

// LookupErrName finds a system error by its code, such as "ENOENT".
func LookupErrName(code string) (ErrName, bool) {
	for _, n := range errNames {
		if n.Code == code {
			return n, true
		}
	}
	return ErrName{}, false
}

var errNames = [...]ErrName{
	{"E2BIG", "argument list too long", 0},
	{"EACCES", "permission denied", 0},
	{"EADDRINUSE", "address already in use", 0},
	{"EADDRNOTAVAIL", "address not available", 0},
	{"EAFNOSUPPORT", "address family not supported", 0},
	{"EAGAIN", "resource temporarily unavailable", 0},
	{"EAI_ADDRFAMILY", "address family not supported", -3000},
	{"EAI_AGAIN", "temporary failure", -3001},
	{"EAI_BADFLAGS", "bad ai_flags value", -3002},
	{"EAI_BADHINTS", "invalid value for hints", -3013},
	{"EAI_CANCELED", "request canceled", -3003},
	{"EAI_FAIL", "permanent failure", -3004},
	{"EAI_FAMILY", "ai_family not supported", -3005},
	{"EAI_MEMORY", "out of memory", -3006},
	{"EAI_NODATA", "no address", -3007},
	{"EAI_NONAME", "unknown node or service", -3008},
	{"EAI_OVERFLOW", "argument buffer overflow", -3009},
	{"EAI_PROTOCOL", "resolved protocol is unknown", -3014},
	{"EAI_SERVICE", "service not available for socket type", -3010},
	{"EAI_SOCKTYPE", "socket type not supported", -3011},
	{"EALREADY", "connection already in progress", 0},
	{"EBADF", "bad file descriptor", 0},
	{"EBUSY", "resource busy or locked", 0},
	{"ECANCELED", "operation canceled", 0},
	{"ECHARSET", "invalid Unicode character", -4080},
	{"ECONNABORTED", "software caused connection abort", 0},
	{"ECONNREFUSED", "connection refused", 0},
	{"ECONNRESET", "connection reset by peer", 0},
	{"EDESTADDRREQ", "destination address required", 0},
	{"EEXIST", "file already exists", 0},
	{"EFAULT", "bad address in system call argument", 0},
	{"EFBIG", "file too large", 0},
	{"EHOSTUNREACH", "host is unreachable", 0},
	{"EINTR", "interrupted system call", 0},
	{"EINVAL", "invalid argument", 0},
	{"EIO", "i/o error", 0},
	{"EISCONN", "socket is already connected", 0},
	{"EISDIR", "illegal operation on a directory", 0},
	{"ELOOP", "too many symbolic links encountered", 0},
	{"EMFILE", "too many open files", 0},
	{"EMSGSIZE", "message too long", 0},
	{"ENAMETOOLONG", "name too long", 0},
	{"ENETDOWN", "network is down", 0},
	{"ENETUNREACH", "network is unreachable", 0},
	{"ENFILE", "file table overflow", 0},
	{"ENOBUFS", "no buffer space available", 0},
	{"ENODEV", "no such device", 0},
	{"ENOENT", "no such file or directory", 0},
	{"ENOMEM", "not enough memory", 0},
	{"ENONET", "machine is not on the network", 0},
	{"ENOPROTOOPT", "protocol not available", 0},
	{"ENOSPC", "no space left on device", 0},
	{"ENOSYS", "function not implemented", 0},
	{"ENOTCONN", "socket is not connected", 0},
	{"ENOTDIR", "not a directory", 0},
	{"ENOTEMPTY", "directory not empty", 0},
	{"ENOTSOCK", "socket operation on non-socket", 0},
	{"ENOTSUP", "operation not supported on socket", 0},
	{"EOVERFLOW", "value too large for defined data type", 0},
	{"EPERM", "operation not permitted", 0},
	{"EPIPE", "broken pipe", 0},
	{"EPROTO", "protocol error", 0},
	{"EPROTONOSUPPORT", "protocol not supported", 0},
	{"EPROTOTYPE", "protocol wrong type for socket", 0},
	{"ERANGE", "result too large", 0},
	{"EROFS", "read-only file system", 0},
	{"ESHUTDOWN", "cannot send after transport endpoint shutdown", 0},
	{"ESPIPE", "invalid seek", 0},
	{"ESRCH", "no such process", 0},
	{"ETIMEDOUT", "connection timed out", 0},
	{"ETXTBSY", "text file is busy", 0},
	{"EXDEV", "cross-device link not permitted", 0},
	{"UNKNOWN", "unknown error", -4094},
	{"EOF", "end of file", -4095},
	{"ENXIO", "no such device or address", 0},
	{"EMLINK", "too many links", 0},
	{"EHOSTDOWN", "host is down", 0},
	{"EREMOTEIO", "remote I/O error", 0},
	{"ENOTTY", "inappropriate ioctl for device", 0},
	{"EFTYPE", "inappropriate file type or format", -4028},
	{"EILSEQ", "illegal byte sequence", 0},
	{"ESOCKTNOSUPPORT", "socket type not supported", 0},
	{"ENODATA", "no data available", 0},
	{"EUNATCH", "protocol driver not attached", 0},
	{"ENOEXEC", "exec format error", 0},
}
