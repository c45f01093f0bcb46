package fs

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

type constant struct {
	name  string
	value int
}

// constants is fs.constants.
func (m *module) constants() *goja.Object {
	list := []constant{
		{"UV_FS_SYMLINK_DIR", 1}, {"UV_FS_SYMLINK_JUNCTION", 2},
		{"O_RDONLY", openConstants["O_RDONLY"]}, {"O_WRONLY", openConstants["O_WRONLY"]}, {"O_RDWR", openConstants["O_RDWR"]},
		{"UV_DIRENT_UNKNOWN", direntUnknown}, {"UV_DIRENT_FILE", direntFile}, {"UV_DIRENT_DIR", direntDir},
		{"UV_DIRENT_LINK", direntLink}, {"UV_DIRENT_FIFO", direntFIFO}, {"UV_DIRENT_SOCKET", direntSocket},
		{"UV_DIRENT_CHAR", direntChar}, {"UV_DIRENT_BLOCK", direntBlock},
		{"S_IFMT", modules.ModeTypeMask}, {"S_IFREG", modules.ModeRegular}, {"S_IFDIR", modules.ModeDirectory},
		{"S_IFCHR", modules.ModeCharacter}, {"S_IFBLK", modules.ModeBlock}, {"S_IFIFO", modules.ModeFIFO},
		{"S_IFLNK", modules.ModeSymlink}, {"S_IFSOCK", modules.ModeSocket},
	}
	for _, name := range []string{"O_CREAT", "O_EXCL"} {
		list = append(list, constant{name, openConstants[name]})
	}
	for _, name := range []string{"FILEMAP", "TEMPORARY", "SHORT_LIVED", "SEQUENTIAL", "RANDOM"} {
		list = append(list, constant{"UV_FS_O_" + name, 0})
	}
	for _, name := range []string{"O_NOCTTY", "O_TRUNC", "O_APPEND", "O_DIRECTORY", "O_NOATIME", "O_NOFOLLOW",
		"O_SYNC", "O_DSYNC", "O_SYMLINK", "O_DIRECT", "O_NONBLOCK"} {
		if n, ok := openConstants[name]; ok {
			list = append(list, constant{name, n})
		}
	}
	list = append(list,
		constant{"S_IRWXU", 0o700}, constant{"S_IRUSR", 0o400}, constant{"S_IWUSR", 0o200}, constant{"S_IXUSR", 0o100},
		constant{"S_IRWXG", 0o070}, constant{"S_IRGRP", 0o040}, constant{"S_IWGRP", 0o020}, constant{"S_IXGRP", 0o010},
		constant{"S_IRWXO", 0o007}, constant{"S_IROTH", 0o004}, constant{"S_IWOTH", 0o002}, constant{"S_IXOTH", 0o001},
		constant{"F_OK", 0}, constant{"R_OK", 4}, constant{"W_OK", 2}, constant{"X_OK", 1},
		constant{"UV_FS_COPYFILE_EXCL", copyExclusive}, constant{"COPYFILE_EXCL", copyExclusive},
		constant{"UV_FS_COPYFILE_FICLONE", 2}, constant{"COPYFILE_FICLONE", 2},
		constant{"UV_FS_COPYFILE_FICLONE_FORCE", copyCloneForce}, constant{"COPYFILE_FICLONE_FORCE", copyCloneForce},
	)
	o := m.env.VM.CreateObject(nil)
	for _, x := range list {
		m.env.Define(o, true, modules.Val(x.name, x.value).ReadOnly())
	}
	return o
}
