//go:build windows

package loader

import "github.com/gonode/gonode/internal/nodepath"

const nativeStyle = nodepath.Win32
