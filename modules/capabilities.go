package modules

import (
	"context"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"time"
)

// FS grants access to files. Its methods block, are safe for concurrent use,
// and take absolute paths. Errors are *fs.PathError, *os.LinkError or wrap a
// syscall.Errno, as those of package os.
type FS interface {
	Open(name string, flag int, perm fs.FileMode) (File, error)
	Stat(name string) (fs.FileInfo, error)
	Lstat(name string) (fs.FileInfo, error)
	ReadFile(name string) ([]byte, error)
	// Fstat is Stat for a file that this FS opened.
	Fstat(f File) (fs.FileInfo, error)
	// Futimes is Chtimes for a file that this FS opened.
	Futimes(f File, atime, mtime time.Time) error
	// ReadDir returns the entries in the order of the directory.
	ReadDir(name string) ([]fs.DirEntry, error)
	Mkdir(name string, perm fs.FileMode) error
	MkdirTemp(prefix string) (string, error)
	Rmdir(name string) error
	Unlink(name string) error
	Rename(from, to string) error
	Link(from, to string) error
	Symlink(target, name string) error
	Readlink(name string) (string, error)
	RealPath(name string) (string, error)
	Access(name string, mode uint32) error
	Chmod(name string, mode fs.FileMode) error
	Chown(name string, uid, gid int) error
	Lchown(name string, uid, gid int) error
	Chtimes(name string, atime, mtime time.Time) error
	Lutimes(name string, atime, mtime time.Time) error
	Truncate(name string, size int64) error
	Statfs(name string) (Statfs, error)
	// TempDir is the directory for temporary files.
	TempDir() string
}

// WatchFS is what an FS may offer beyond [FS]: to watch a file or directory
// for changes, which are reported from any goroutine until stop is called.
// kind is "rename" or "change", and name that of the entry that changed.
type WatchFS interface {
	Watch(name string, recursive bool, change func(kind, name string), fail func(error)) (stop func(), err error)
}

// File is an open file. *os.File is one.
type File interface {
	io.ReadWriteCloser
	io.ReaderAt
	io.WriterAt
	Name() string
	Fd() uintptr
	Stat() (fs.FileInfo, error)
	ReadDir(n int) ([]fs.DirEntry, error)
	Sync() error
	Truncate(size int64) error
	Chmod(mode fs.FileMode) error
	Chown(uid, gid int) error
}

// Stat is all that stat(2) tells. The Sys method of the [fs.FileInfo] that an
// FS returns gives a *Stat, if the FS knows more than FileInfo says.
type Stat struct {
	Dev, Mode, Nlink, UID, GID, Rdev, Blksize, Ino, Size, Blocks uint64
	Atime, Mtime, Ctime, Birthtime                               time.Time
}

// Statfs describes a file system; sizes are in blocks of Bsize bytes.
type Statfs struct {
	Type, Bsize, Frsize, Blocks, Bfree, Bavail, Files, Ffree uint64
}

// Net grants access to the network. Its methods are safe for concurrent use.
//
// A connection that is a *net.TCPConn becomes the runtime's own: the event loop may take its descriptor over and close
// the original. Who wants to close it, or to see what passes, hands out a type of his own around it.
type Net interface {
	Dial(ctx context.Context, network, address string, opts DialOptions) (net.Conn, error)
	Listen(ctx context.Context, network, address string, opts ListenOptions) (net.Listener, error)
	ListenPacket(ctx context.Context, network, address string, opts ListenOptions) (net.PacketConn, error)
	// LookupIP resolves a host name by the system's rules; network is "ip",
	// "ip4" or "ip6". A literal address is returned as it is.
	LookupIP(ctx context.Context, network, host string) ([]netip.Addr, error)
	// Resolver asks DNS servers for records; it is nil when that is denied.
	Resolver() *net.Resolver
	Interfaces() ([]net.Interface, error)
}

// DialOptions refine Net.Dial. The zero value has no local address.
type DialOptions struct {
	LocalAddr net.Addr
}

// ListenOptions refine Net.Listen and Net.ListenPacket.
type ListenOptions struct {
	ReuseAddr, ReusePort, IPv6Only bool
	Backlog                        int
}

// Proc grants access to the process, to its environment and to other
// processes. Its methods are safe for concurrent use.
type Proc interface {
	Getenv(name string) (string, bool)
	Setenv(name, value string) error
	Unsetenv(name string) error
	// Environ returns NAME=value strings.
	Environ() []string

	Getwd() (string, error)
	Chdir(dir string) error

	// Start starts another process.
	Start(spec ProcessSpec) (Process, error)
	// Inherited takes over a socket that this process was started with, such
	// as the channel to the process that forked it.
	Inherited(fd int) (net.Conn, error)
	// Kill sends a signal, by number; 0 only asks whether the process is there.
	Kill(pid, signal int) error
	// Notify delivers the signal to c until stop is called.
	Notify(c chan<- os.Signal, signal os.Signal) (stop func())

	Pid() int
	Ppid() int
	Umask(mask int) (old int, err error)
	// Now is the wall clock.
	Now() time.Time
}

// ProcessReplacer is a [Proc] that can replace this process by another program.
type ProcessReplacer interface {
	// Exec returns only if it fails. args include the zeroth, env is NAME=value strings.
	Exec(path string, args, env []string) error
}

// ProcessSpec says what to start.
type ProcessSpec struct {
	// Path is the executable, found already; Args include the zeroth.
	Path string
	Args []string
	Env  []string
	Dir  string
	// Stdio are the descriptors 0, 1, 2 … of the process.
	Stdio    []Stdio
	Detached bool
	// UID and GID are changed to when not negative.
	UID, GID    int
	WindowsHide bool
	// WindowsVerbatimArguments keeps the arguments from being quoted.
	WindowsVerbatimArguments bool
}

// Stdio says what a descriptor of a new process is.
type Stdio struct {
	Kind StdioKind
	// File is handed over by StdioFile; it stays open here.
	File *os.File
	// FD is the descriptor of this process that StdioFD hands over.
	FD int
}

// StdioKind is what a descriptor of a new process is made of.
type StdioKind uint8

const (
	// StdioNull is the null device.
	StdioNull StdioKind = iota
	// StdioInput is a pipe that this process writes to, StdioOutput one that
	// it reads from.
	StdioInput
	StdioOutput
	// StdioDuplex is a socket between the two processes.
	StdioDuplex
	StdioFile
	StdioFD
)

// Process is a process that was started.
type Process interface {
	Pid() int
	// Stdio is this side of the pipe or socket that is descriptor i of the
	// process, or nil. It belongs to the caller.
	Stdio(i int) io.ReadWriteCloser
	Signal(sig os.Signal) error
	// Wait blocks until the process ends; signal is the name of the signal
	// that ended it, such as "SIGTERM", or empty.
	Wait() (code int, signal string, err error)
}
