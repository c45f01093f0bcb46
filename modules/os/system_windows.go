package os

import (
	"runtime"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"github.com/gonode/gonode/modules"
)

const (
	eol     = "\r\n"
	devNull = `\\.\nul`
)

func systemIdentity() *identity {
	v := windows.RtlGetVersion()
	id := &identity{
		name: "Windows_NT", machine: "x86_64",
		release: strconv.Itoa(int(v.MajorVersion)) + "." + strconv.Itoa(int(v.MinorVersion)) + "." + strconv.Itoa(int(v.BuildNumber)),
	}
	if runtime.GOARCH == "arm64" {
		id.machine = "arm64"
	}
	id.version = registryText(`SOFTWARE\Microsoft\Windows NT\CurrentVersion`, "ProductName")
	size := uint32(windows.MAX_COMPUTERNAME_LENGTH + 1)
	name := make([]uint16, 256)
	size = uint32(len(name))
	if windows.GetComputerNameEx(windows.ComputerNamePhysicalDnsHostname, &name[0], &size) == nil {
		id.host = windows.UTF16ToString(name[:size])
	}
	return id
}

func registryText(key, name string) string {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, key, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer func() { _ = k.Close() }()
	text, _, _ := k.GetStringValue(name)
	return text
}

func currentUser(env *modules.Env) (*account, error) {
	home, ok := env.Proc.Getenv("USERPROFILE")
	name, ok2 := env.Proc.Getenv("USERNAME")
	if !ok || !ok2 {
		return nil, syscall.ENOENT
	}
	return &account{uid: -1, gid: -1, username: name, home: home}, nil
}

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                             uint32
	totalPhys, availPhys, totalPage, availPage, totalVirtual uint64
	availVirtual, availExtended                              uint64
}

// memory is all memory and what of it is available, in bytes.
func memory(*modules.Env) (total, free float64) {
	m := memoryStatus{length: uint32(unsafe.Sizeof(memoryStatus{}))}
	call := windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")
	if ok, _, _ := call.Call(uintptr(unsafe.Pointer(&m))); ok == 0 {
		return 0, 0
	}
	return float64(m.totalPhys), float64(m.availPhys)
}

// uptime is the time since the system started, in seconds.
func uptime(*modules.Env) float64 { return windows.DurationSinceBoot().Seconds() }

// loadAverage is nothing that Windows knows.
func loadAverage(*modules.Env) (average [3]float64) { return average }

// processors lists the processors without their times.
func processors(*modules.Env) []processor {
	model := registryText(`HARDWARE\DESCRIPTION\System\CentralProcessor\0`, "ProcessorNameString")
	list := make([]processor, runtime.NumCPU())
	for i := range list {
		list[i].model = model
	}
	return list
}

// classes are the priority classes of Windows from the most urgent on, each
// with the greatest nice value that it stands for.
var classes = []struct {
	nice  int
	class uint32
}{
	{-20, windows.REALTIME_PRIORITY_CLASS}, {-14, windows.HIGH_PRIORITY_CLASS}, {-7, windows.ABOVE_NORMAL_PRIORITY_CLASS},
	{0, windows.NORMAL_PRIORITY_CLASS}, {10, windows.BELOW_NORMAL_PRIORITY_CLASS}, {19, windows.IDLE_PRIORITY_CLASS},
}

func process(pid int, access uint32) (windows.Handle, error) {
	if pid == 0 {
		return windows.CurrentProcess(), nil
	}
	return windows.OpenProcess(access, false, uint32(pid))
}

// priority is the nice value that stands for a process's priority class.
func priority(pid int) (int, error) {
	handle, err := process(pid, windows.PROCESS_QUERY_LIMITED_INFORMATION)
	if err != nil {
		return 0, err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	class, err := windows.GetPriorityClass(handle)
	for _, c := range classes {
		if c.class == class {
			return c.nice, err
		}
	}
	return 0, err
}

func setPriority(pid, n int) error {
	handle, err := process(pid, windows.PROCESS_SET_INFORMATION)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	for _, c := range classes {
		if n <= c.nice {
			return windows.SetPriorityClass(handle, c.class)
		}
	}
	return windows.ERROR_INVALID_PARAMETER
}
