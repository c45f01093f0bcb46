package loader

import "github.com/gonode/gonode/modules/nodepath"

const nativeStyle, windowsStyle = nodepath.Win32, nodepath.Win32
