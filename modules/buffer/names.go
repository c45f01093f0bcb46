package buffer

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/encoding"
)

func itoa(i int) string { return strconv.Itoa(i) }

// toUint8 is ToUint8(v).
func toUint8(v goja.Value) byte { return byte(v.ToNumber().ToInteger()) }

func insideNodeModules(file string) bool {
	return strings.Contains(file, "/node_modules/") || strings.Contains(file, `\node_modules\`)
}

func unknownEncoding(name string) error {
	return modules.TypeError("ERR_UNKNOWN_ENCODING", "%s", "Unknown encoding: "+name)
}

func outOfBounds(name string) error {
	if name == "" {
		return modules.RangeError("ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds")
	}
	return modules.RangeError("ERR_BUFFER_OUT_OF_BOUNDS", `"%s" is outside of buffer bounds`, name)
}

func indexOutOfRange() error { return modules.RangeError("ERR_OUT_OF_RANGE", "Index out of range") }

func notABuffer() error {
	return modules.TypeError("ERR_INVALID_ARG_TYPE", "argument must be a buffer")
}

func notAString() error {
	return modules.TypeError("ERR_INVALID_ARG_TYPE", "argument must be a string")
}

// isEncoding is Buffer.isEncoding(encoding).
func isEncoding(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if !goja.IsString(v) {
		return modules.Bool(false), nil
	}
	_, ok := encoding.Lookup(v.String())
	return modules.Bool(ok), nil
}

// encodingOf takes the encoding that a value names, after conversion to a
// string.
func encodingOf(v goja.Value) (encoding.Encoding, error) {
	name := v.String()
	e, ok := encoding.Lookup(name)
	if !ok {
		return 0, unknownEncoding(name)
	}
	return e, nil
}

// byteLength is Buffer.byteLength(string[, encoding]).
func (m *module) byteLength(c modules.Call) (goja.Value, error) {
	v := c.Argument(0)
	if !goja.IsString(v) {
		b, ok := m.Bytes(v)
		if !ok {
			return nil, m.env.InvalidArgType("string", v, "string", "Buffer", "ArrayBuffer")
		}
		return m.env.VM.ToValue(len(b)), nil
	}
	e := encoding.UTF8
	if name := c.Argument(1); name.ToBoolean() {
		e, _ = encoding.Lookup(name.String())
	}
	return m.env.VM.ToValue(e.ByteLength(encoding.TextOf(v))), nil
}
