package fs

import (
	"io/fs"
	"math"
	"math/big"
	"time"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// statClasses are the prototypes and constructors of what stat returns.
type statClasses struct {
	statfs              *goja.Object // a prototype
	ctor                *goja.Object
	newStats, newBigInt goja.Callable
}

func (m *module) defineStats() statClasses {
	e := m.env
	base := e.Class(modules.ClassSpec{Name: "StatsBase", Length: 10, EnumerableMethods: true, Methods: m.typeChecks()})
	derive := func(name string, length int, check modules.Func) *goja.Object {
		ctor := e.Class(modules.ClassSpec{
			Name: name, Length: length, Parent: base, EnumerableMethods: true,
			Construct: func(c modules.ConstructCall) (*goja.Object, error) { return nil, m.constructStats(c) },
			Methods:   append(m.dates(), modules.Fn("_checkModeProperty", 1, check)),
		})
		return ctor
	}
	stats := derive("Stats", 18, func(c modules.Call) (goja.Value, error) {
		mode := c.This.ToObject(e.VM).Get("mode")
		return modules.Bool(mode != nil && mode.ToInteger()&modules.ModeTypeMask == c.Argument(0).ToInteger()), nil
	})
	bigInt := derive("BigIntStats", 14, func(c modules.Call) (goja.Value, error) {
		mode, ok := c.This.ToObject(e.VM).Get("mode").Export().(*big.Int)
		return modules.Bool(ok && mode.Int64()&modules.ModeTypeMask == c.Argument(0).ToInteger()), nil
	})
	statfs := e.Class(modules.ClassSpec{Name: "StatFs", Length: 8, NewOnly: true})
	proto := func(o *goja.Object) *goja.Object { return o.Get("prototype").(*goja.Object) }
	makers := statsScript.Run(e, proto(stats), proto(bigInt)).(*goja.Object)
	newStats, _ := goja.AssertFunction(makers.Get("0"))
	newBigInt, _ := goja.AssertFunction(makers.Get("1"))
	return statClasses{statfs: proto(statfs), ctor: stats, newStats: newStats, newBigInt: newBigInt}
}

// constructStats is new fs.Stats(dev, mode, …), deprecated but public.
func (m *module) constructStats(c modules.ConstructCall) error {
	names := []string{"dev", "mode", "nlink", "uid", "gid", "rdev", "blksize", "ino", "size", "blocks"}
	for i, name := range names {
		if err := c.This.Set(name, c.Argument(i)); err != nil {
			return err
		}
	}
	for i, name := range []string{"atimeMs", "mtimeMs", "ctimeMs", "birthtimeMs"} {
		seconds, nanoseconds := c.Argument(10+2*i).ToFloat(), c.Argument(11+2*i).ToFloat()
		if err := c.This.Set(name, seconds*1000+nanoseconds/1e6); err != nil {
			return err
		}
	}
	return nil
}

// typeChecks are stats.isFile() and its like.
func (m *module) typeChecks() []modules.Export {
	var list []modules.Export
	for _, x := range []struct {
		name string
		kind int
	}{
		{"isDirectory", modules.ModeDirectory}, {"isFile", modules.ModeRegular}, {"isBlockDevice", modules.ModeBlock},
		{"isCharacterDevice", modules.ModeCharacter}, {"isSymbolicLink", modules.ModeSymlink},
		{"isFIFO", modules.ModeFIFO}, {"isSocket", modules.ModeSocket},
	} {
		kind := m.env.VM.ToValue(x.kind)
		list = append(list, modules.Fn(x.name, 0, func(c modules.Call) (goja.Value, error) {
			return c.Env.Method(c.This.ToObject(c.Env.VM), "_checkModeProperty", kind)
		}))
	}
	return list
}

// dates are the accessors stats.atime and its like, which make the Date when
// it is first read.
func (m *module) dates() []modules.Export {
	var list []modules.Export
	own := func(this *goja.Object, name string, v goja.Value) error {
		return this.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	for _, name := range []string{"atime", "mtime", "ctime", "birthtime"} {
		list = append(list, modules.Accessor(name, func(c modules.Call) (goja.Value, error) {
			this := c.This.ToObject(c.Env.VM)
			ms := this.Get(name + "Ms")
			if ms == nil {
				ms = goja.Undefined()
			}
			var f float64
			if n, ok := ms.Export().(*big.Int); ok {
				f, _ = new(big.Float).SetInt(n).Float64()
			} else {
				f = ms.ToFloat()
			}
			date, err := c.Env.VM.New(c.Env.VM.Get("Date"), c.Env.VM.ToValue(math.Floor(f+0.5)))
			if err != nil {
				return nil, err
			}
			return date, own(this, name, date)
		}, func(c modules.Call) (goja.Value, error) {
			return nil, own(c.This.ToObject(c.Env.VM), name, c.Argument(0))
		}))
	}
	return list
}

// statOf is what an FS knows of a file.
func statOf(info fs.FileInfo) *modules.Stat {
	if s, ok := info.Sys().(*modules.Stat); ok {
		return s
	}
	t := info.ModTime()
	return &modules.Stat{
		Mode: uint64(modules.UnixMode(info.Mode())), Nlink: 1, Blksize: 4096,
		Size: uint64(info.Size()), Blocks: (uint64(info.Size()) + 511) / 512,
		Atime: t, Mtime: t, Ctime: t, Birthtime: t,
	}
}

func (m *module) newStats(info fs.FileInfo, bigInt bool) goja.Value {
	return m.statsValue(statOf(info), bigInt)
}

func (m *module) statsValue(s *modules.Stat, bigInt bool) goja.Value {
	number := func(n uint64) goja.Value { return m.env.VM.ToValue(int64(n)) }
	create := m.stats.newStats
	if bigInt {
		number = func(n uint64) goja.Value { return m.env.VM.ToValue(new(big.Int).SetUint64(n)) }
		create = m.stats.newBigInt
	}
	args := append(make([]goja.Value, 0, 18), number(s.Dev), number(s.Mode), number(s.Nlink), number(s.UID), number(s.GID), number(s.Rdev),
		number(s.Blksize), number(s.Ino), number(s.Size), number(s.Blocks))
	times := [...]time.Time{s.Atime, s.Mtime, s.Ctime, s.Birthtime}
	for _, t := range times {
		if bigInt {
			args = append(args, m.env.VM.ToValue(big.NewInt(t.UnixMilli())))
		} else {
			args = append(args, m.env.VM.ToValue(float64(t.Unix())*1000+float64(t.Nanosecond())/1e6))
		}
	}
	if bigInt {
		for _, t := range times {
			args = append(args, m.env.VM.ToValue(big.NewInt(t.UnixNano())))
		}
	}
	v, err := create(goja.Undefined(), args...)
	if err != nil {
		panic(err)
	}
	return v
}

// statsScript makes the objects: a literal costs a quarter of properties
// defined one by one from Go.
var statsScript = modules.NewScript("node:internal/fs/utils", `
return [
	(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs) => ({
		__proto__: stats, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs,
	}),
	(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs,
		atimeNs, mtimeNs, ctimeNs, birthtimeNs) => ({
		__proto__: bigInt, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs,
		atimeNs, mtimeNs, ctimeNs, birthtimeNs,
	}),
];`, "stats", "bigInt")

func (m *module) newStatfs(s modules.Statfs, bigInt bool) goja.Value {
	o := m.env.VM.CreateObject(m.stats.statfs)
	for i, n := range []uint64{s.Type, s.Bsize, s.Frsize, s.Blocks, s.Bfree, s.Bavail, s.Files, s.Ffree} {
		v := m.env.VM.ToValue(int64(n))
		if bigInt {
			v = m.env.VM.ToValue(new(big.Int).SetUint64(n))
		}
		must(o.Set([]string{"type", "bsize", "frsize", "blocks", "bfree", "bavail", "files", "ffree"}[i], v))
	}
	return o
}

// stdioInfo describes a standard stream that is no file.
type stdioInfo struct{ s *stdio }

func (i stdioInfo) Name() string       { return i.s.name }
func (i stdioInfo) Size() int64        { return 0 }
func (i stdioInfo) Mode() fs.FileMode  { return fs.ModeNamedPipe | 0o600 }
func (i stdioInfo) ModTime() time.Time { return time.Time{} }
func (i stdioInfo) IsDir() bool        { return false }
func (i stdioInfo) Sys() any           { return nil }
