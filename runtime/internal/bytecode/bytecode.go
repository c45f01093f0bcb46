// Package bytecode writes goja's compiled programs into bytes and reads them back.
//
// What is read back is lazy: the program of a function is made when the function is first called, of which a large
// library calls few. The bytes stay in memory for that, and so does the text of the source, which the sources of
// functions are parts of.
//
// Instructions are unexported types of goja's. Those that a program is made of are found in compiled samples
// (samples.js), and their fields by reflection. A program with one that the samples do not have is not written, and
// bytes that do not fit the types of the running process are not read.
package bytecode

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"sync"

	"github.com/gonode/gonode/internal/engine"
)

// The beginning of an archive: magic, the checksum of what follows, and how many there are of what, in four bytes each.
const (
	magic      = "gojabc\x01\n"
	counts     = 7
	headerSize = len(magic) + 4 + 4*counts
)

// errCorrupt is why bytes are not read.
var errCorrupt = errors.New("bytecode: not what was written")

// checksum of what follows it.
func checksum(data []byte) uint32 {
	return crc32.Checksum(data, crc32.MakeTable(crc32.Castagnoli))
}

// kinds has the types of instructions.
type kinds struct {
	byName    map[string]*kind
	byTable   map[uintptr]*kind // by the table that a program's code has for it
	layout    *engine.Layout
	enter     engine.Face // of lazy
	functions []heldProgram
}

// load finds the types, once a process.
var load = sync.OnceValues(inspect)

func inspect() (k *kinds, err error) {
	defer engine.Recover(&err)
	layout, err := engine.Load()
	if err != nil {
		return nil, err
	}
	k = &kinds{byName: map[string]*kind{}, byTable: map[uintptr]*kind{}, layout: layout}
	if err := k.learnSamples(); err != nil {
		return nil, err
	}
	return k, nil
}

func appendOffsets(data []byte, offsets []uint32) []byte {
	for _, o := range offsets {
		data = binary.LittleEndian.AppendUint32(data, o)
	}
	return data
}
