package modules

import "io/fs"

// Types of files in st_mode.
const (
	ModeSocket    = 0o140000
	ModeSymlink   = 0o120000
	ModeRegular   = 0o100000
	ModeBlock     = 0o060000
	ModeDirectory = 0o040000
	ModeCharacter = 0o020000
	ModeFIFO      = 0o010000
	ModeTypeMask  = 0o170000
)

// UnixMode is the st_mode of a file mode.
func UnixMode(m fs.FileMode) uint32 {
	mode := uint32(m.Perm())
	switch {
	case m&fs.ModeDir != 0:
		mode |= ModeDirectory
	case m&fs.ModeSymlink != 0:
		mode |= ModeSymlink
	case m&fs.ModeSocket != 0:
		mode |= ModeSocket
	case m&fs.ModeNamedPipe != 0:
		mode |= ModeFIFO
	case m&fs.ModeCharDevice != 0:
		mode |= ModeCharacter
	case m&fs.ModeDevice != 0:
		mode |= ModeBlock
	default:
		mode |= ModeRegular
	}
	for bit, flag := range map[uint32]fs.FileMode{0o4000: fs.ModeSetuid, 0o2000: fs.ModeSetgid, 0o1000: fs.ModeSticky} {
		if m&flag != 0 {
			mode |= bit
		}
	}
	return mode
}

// FileMode is the reverse of [UnixMode] for the bits that chmod and open take.
func FileMode(mode uint32) fs.FileMode {
	m := fs.FileMode(mode & 0o777)
	if mode&0o4000 != 0 {
		m |= fs.ModeSetuid
	}
	if mode&0o2000 != 0 {
		m |= fs.ModeSetgid
	}
	if mode&0o1000 != 0 {
		m |= fs.ModeSticky
	}
	return m
}
