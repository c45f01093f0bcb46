//go:build !windows

package loader

import "github.com/gonode/gonode/modules/nodepath"

const nativeStyle, windowsStyle = nodepath.Posix, nodepath.Win32
