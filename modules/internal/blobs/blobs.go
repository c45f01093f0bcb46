// Package blobs is Blob and File, for node:buffer, which exports them, and
// for the modules that make or take them from Go.
package blobs

import (
	"context"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
	"github.com/gonode/gonode/modules/internal/encoding"
)

// Blob is the content of a Blob or File. It does not change.
type Blob struct {
	Type string
	Size int64
	// Read returns bytes from to to. It may be called from any goroutine, and
	// the bytes must not be modified.
	Read func(ctx context.Context, from, to int64) ([]byte, error)

	// InFile tells that the content is not in memory.
	InFile bool
	// Fail, if set, makes the error of a failed Read.
	Fail func(e *modules.Env, err error) error

	memory []byte
}

// Memory is a blob of bytes that do not change any more.
func Memory(b []byte, contentType string) *Blob {
	return &Blob{
		Type: contentType, Size: int64(len(b)), memory: b,
		Read: func(_ context.Context, from, to int64) ([]byte, error) { return b[from:to], nil },
	}
}

func (b *Blob) slice(from, to int64, contentType string) *Blob {
	read := b.Read
	part := &Blob{
		Type: contentType, Size: to - from, InFile: b.InFile, Fail: b.Fail,
		Read: func(ctx context.Context, f, t int64) ([]byte, error) { return read(ctx, from+f, from+t) },
	}
	if b.memory != nil {
		part.memory = b.memory[from:to]
	}
	return part
}

var (
	blobSlot = modules.NewSlot[Blob]("kHandle")
	fileSlot = modules.NewSlot[fileState]("kState")
	local    = modules.NewLocal(func(*modules.Env) *Classes { return &Classes{urls: map[string]*Blob{}} })
)

type fileState struct {
	name         string
	lastModified float64
}

// Classes are the constructors Blob and File, and the blobs that have a URL.
type Classes struct {
	Blob, File *goja.Object
	urls       map[string]*Blob
}

// Of returns the classes of a runtime.
func Of(e *modules.Env) *Classes {
	c := local.Of(e)
	if c.Blob == nil {
		c.define(e)
	}
	return c
}

// Get returns the content of a Blob or File, or nil when v is none.
func Get(v goja.Value) *Blob { return blobSlot.Get(v) }

// New makes the JavaScript object of a blob.
func New(e *modules.Env, b *Blob) *goja.Object {
	o := e.VM.CreateObject(Of(e).Blob.Get("prototype").(*goja.Object))
	blobSlot.Set(e.VM, o, b)
	return o
}

// Clone makes another Blob or File of the same content. It is nil when o is
// neither.
func Clone(e *modules.Env, o *goja.Object) (*goja.Object, error) {
	b := blobSlot.Own(o)
	if b == nil {
		return nil, nil
	}
	if b.InFile {
		return nil, modules.TypeError("ERR_INVALID_STATE", "Invalid state: File-backed Blobs are not cloneable")
	}
	made := New(e, b)
	if f := fileSlot.Own(o); f != nil {
		must(made.SetPrototype(Of(e).File.Get("prototype").(*goja.Object)))
		fileSlot.Set(e.VM, made, f)
	}
	return made, nil
}

// Register keeps a blob under the id of an object URL, Revoke drops it, and
// Registered finds it.
func Register(e *modules.Env, id string, b *Blob) { Of(e).urls[id] = b }

func Revoke(e *modules.Env, id string) { delete(Of(e).urls, id) }

func Registered(e *modules.Env, id string) *Blob { return Of(e).urls[id] }

func (c *Classes) define(e *modules.Env) {
	c.Blob = e.Class(modules.ClassSpec{
		Name: "Blob", NewOnly: true, EnumerableMethods: true,
		Construct: func(call modules.ConstructCall) (*goja.Object, error) {
			return nil, construct(call)
		},
		Methods: []modules.Export{
			modules.Getter("type", func(c modules.Call) (goja.Value, error) {
				b, err := this(c)
				if err != nil {
					return nil, err
				}
				return c.Env.VM.ToValue(b.Type), nil
			}),
			modules.Getter("size", func(c modules.Call) (goja.Value, error) {
				b, err := this(c)
				if err != nil {
					return nil, err
				}
				return c.Env.VM.ToValue(b.Size), nil
			}),
			modules.Fn("slice", 0, slice),
			modules.Fn("arrayBuffer", 0, arrayBuffer),
			modules.Fn("text", 0, text),
			modules.Fn("bytes", 0, bytes),
			modules.Fn("stream", 0, stream),
			modules.Fn("textStream", 0, textStream),
		},
	})
	c.File = e.Class(modules.ClassSpec{
		Name: "File", Length: 2, NewOnly: true, Parent: c.Blob, EnumerableMethods: true,
		Construct: func(call modules.ConstructCall) (*goja.Object, error) {
			return nil, constructFile(call)
		},
		Methods: []modules.Export{
			modules.Getter("name", func(c modules.Call) (goja.Value, error) {
				f, err := thisFile(c)
				if err != nil {
					return nil, err
				}
				return c.Env.VM.ToValue(f.name), nil
			}),
			modules.Getter("lastModified", func(c modules.Call) (goja.Value, error) {
				f, err := thisFile(c)
				if err != nil {
					return nil, err
				}
				return c.Env.VM.ToValue(f.lastModified), nil
			}),
		},
	})
	for _, ctor := range []*goja.Object{c.Blob, c.File} {
		proto := ctor.Get("prototype").(*goja.Object)
		must(proto.DefineDataPropertySymbol(goja.SymToStringTag, ctor.Get("name"),
			goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		e.Define(proto, false, modules.Fn("[nodejs.util.inspect.custom]", 2, inspect).
			WithSymbol(e.SymbolFor("nodejs.util.inspect.custom")),
			modules.Fn("clone", 0, clone).WithSymbol(modules.CloneSymbol))
	}
}

// clone is what structuredClone makes of a Blob or File: one of the same
// content, which does not change.
func clone(c modules.Call) (goja.Value, error) {
	b, err := this(c)
	if err != nil {
		return nil, err
	}
	o := New(c.Env, b)
	if f := fileSlot.Get(c.This); f != nil {
		must(o.SetPrototype(Of(c.Env).File.Get("prototype").(*goja.Object)))
		fileSlot.Set(c.Env.VM, o, f)
	}
	return o, nil
}

func this(c modules.Call) (*Blob, error) {
	if b := blobSlot.Get(c.This); b != nil {
		return b, nil
	}
	return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type Blob`)
}

func thisFile(c modules.Call) (*fileState, error) {
	if f := fileSlot.Get(c.This); f != nil {
		return f, nil
	}
	return nil, modules.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type File`)
}

// construct is new Blob([sources[, options]]).
func construct(c modules.ConstructCall) error {
	e := c.Env
	parts, err := sequence(e, c.Argument(0))
	if err != nil {
		return err
	}
	contentType, native, err := options(e, c.Argument(1))
	if err != nil {
		return err
	}
	var content []byte
	for _, part := range parts {
		switch {
		case part.blob != nil:
			inner, err := part.blob.Read(e.Ctx, 0, part.blob.Size)
			if err != nil {
				return err
			}
			content = append(content, inner...)
		case part.isText && native:
			content = append(content, strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(part.bytes))...)
		default:
			content = append(content, part.bytes...)
		}
	}
	if content == nil {
		content = []byte{}
	}
	blobSlot.Set(e.VM, c.This, Memory(content, contentType))
	return nil
}

// part is an element of what a Blob is made from.
type part struct {
	blob   *Blob
	bytes  []byte
	isText bool
}

// sequence lists what an iterable yields, each converted before the next is
// asked for.
func sequence(e *modules.Env, v goja.Value) (list []part, err error) {
	if goja.IsUndefined(v) {
		return nil, nil
	}
	fail := modules.TypeError("ERR_INVALID_ARG_TYPE", "Value cannot be converted to sequence.")
	o, ok := v.(*goja.Object)
	if !ok {
		return nil, fail
	}
	method := o.GetSymbol(goja.SymIterator)
	if !modules.IsFunction(method) {
		return nil, fail
	}
	made, err := e.Invoke(method, o)
	if err != nil {
		return nil, err
	}
	iterator, ok := made.(*goja.Object)
	if !ok {
		return nil, fail
	}
	next := iterator.Get("next")
	for {
		step, err := e.Invoke(next, iterator)
		if err != nil {
			return nil, err
		}
		result, ok := step.(*goja.Object)
		if !ok {
			return nil, fail
		}
		if done := result.Get("done"); done != nil && done.ToBoolean() {
			return list, nil
		}
		p, err := convertPart(e, result.Get("value"), len(list))
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
}

func convertPart(e *modules.Env, v goja.Value, i int) (part, error) {
	if v == nil {
		v = goja.Undefined()
	}
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return part{}, modules.TypeError("ERR_INVALID_ARG_TYPE", "Value[%d] is a Symbol and cannot be converted to a string.", i)
	}
	if b := blobSlot.Get(v); b != nil {
		return part{blob: b}, nil
	}
	if b, ok := buffers.Bytes(e, v); ok {
		return part{bytes: b}, nil
	}
	return part{bytes: encoding.Bytes(v.ToString()), isText: true}, nil
}

func options(e *modules.Env, v goja.Value) (contentType string, native bool, err error) {
	if modules.IsNullish(v) {
		return "", false, nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return "", false, modules.TypeError("ERR_INVALID_ARG_TYPE", "%s",
			`The "options" argument must be a dictionary. Received `+e.Received(v))
	}
	if endings := o.Get("endings"); endings != nil && !goja.IsUndefined(endings) {
		switch endings.String() {
		case "native":
			native = true
		case "transparent":
		default:
			return "", false, e.InvalidArgValue("options.endings", endings.ToString(), "")
		}
	}
	if t := o.Get("type"); t != nil && !goja.IsUndefined(t) {
		contentType = MediaType(t.String())
	}
	return contentType, native, nil
}

// MediaType is a type in lower case, or empty if it has characters beyond
// printable ASCII.
func MediaType(s string) string {
	for _, r := range s {
		if r < 0x20 || r > 0x7e {
			return ""
		}
	}
	return strings.ToLower(s)
}

// constructFile is new File(sources, fileName[, options]).
func constructFile(c modules.ConstructCall) error {
	if len(c.Arguments) < 2 {
		return modules.MissingArgs("fileBits", "fileName")
	}
	blob := c
	blob.Arguments = []goja.Value{c.Argument(0), c.Argument(2)}
	if err := construct(blob); err != nil {
		return err
	}
	state := &fileState{lastModified: float64(c.Env.Proc.Now().UnixMilli())}
	if o, ok := c.Argument(2).(*goja.Object); ok {
		if v := o.Get("lastModified"); v != nil && !goja.IsUndefined(v) {
			if state.lastModified = v.ToFloat(); state.lastModified != state.lastModified {
				state.lastModified = 0
			}
		}
	}
	if _, isSymbol := c.Arguments[1].(*goja.Symbol); isSymbol {
		return modules.TypeError("", "Cannot convert a Symbol value to a string")
	}
	state.name = string(encoding.Bytes(c.Arguments[1].ToString()))
	fileSlot.Set(c.Env.VM, c.This, state)
	return nil
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
