package source

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// Cache keeps beyond the process what lowering made of texts. Keys are hexadecimal. Its methods may be called from any
// goroutine. What Load gives may be damaged.
type Cache interface {
	Load(key string) ([]byte, bool)
	Store(key string, data []byte)
}

// lowerText is esbuild's transform, or what a cache has of it.
func lowerText(cache Cache, input string, o api.TransformOptions) (code string, encoded []byte, refused *api.Message) {
	var key string
	if cache != nil {
		key = cacheKey(input, &o)
		if data, ok := cache.Load(key); ok {
			if code, encoded, ok := openEntry(data); ok {
				return code, encoded, nil
			}
		}
	}
	result := api.Transform(input, o)
	if len(result.Errors) > 0 {
		return "", nil, &result.Errors[0]
	}
	if cache != nil {
		cache.Store(key, sealEntry(result.Code, result.Map))
	}
	return string(result.Code), result.Map, nil
}

// lowering tells versions of esbuild, and of this package's use of it, apart.
var lowering = sync.OnceValue(func() string {
	const version = "1"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == "github.com/evanw/esbuild" {
				return version + " " + m.Version
			}
		}
	}
	return version
})

// cacheKey is made of all that a transform depends on.
func cacheKey(input string, o *api.TransformOptions) string {
	h := sha256.New()
	// fmt prints maps in the order of their keys.
	fmt.Fprintf(h, "%q %d %d %q %q %v\n", lowering(), o.Loader, o.Format, o.Sourcefile, o.TsconfigRaw, o.Supported)
	h.Write([]byte(input))
	return hex.EncodeToString(h.Sum(nil))
}

// sealEntry is the checksum of what follows, the length of the code, the code and its source map.
func sealEntry(code, encoded []byte) []byte {
	data := make([]byte, sha256.Size, sha256.Size+4+len(code)+len(encoded))
	data = binary.LittleEndian.AppendUint32(data, uint32(len(code)))
	data = append(append(data, code...), encoded...)
	sum := sha256.Sum256(data[sha256.Size:])
	copy(data, sum[:])
	return data
}

func openEntry(data []byte) (code string, encoded []byte, ok bool) {
	if len(data) < sha256.Size+4 || sha256.Sum256(data[sha256.Size:]) != [sha256.Size]byte(data) {
		return "", nil, false
	}
	length, rest := binary.LittleEndian.Uint32(data[sha256.Size:]), data[sha256.Size+4:]
	if uint64(length) > uint64(len(rest)) {
		return "", nil, false
	}
	return string(rest[:length]), rest[length:], true
}
