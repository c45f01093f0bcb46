package webstorage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"

	"github.com/gonode/gonode/modules"
)

// The file of localStorage begins with header. After it come records, one a
// change: a byte that says what it is, and then, each with its length in front
// as an unsigned varint, the key and the value in WTF-8, as far as the record
// has them. Whoever writes appends, whoever reads goes on where it stopped, so
// that processes which share a file see each other's changes. What a crash has
// left half written is cut off.
const header = "gonode storage 1\n"

const (
	opSet    = 's'
	opRemove = 'r'
	opClear  = 'c'
)

// record is a change.
type record struct {
	op         byte
	key, value string
}

// append encodes the record.
func (r record) append(b []byte) []byte {
	b = append(b, r.op)
	if r.op == opSet || r.op == opRemove {
		b = append(binary.AppendUvarint(b, uint64(len(r.key))), r.key...)
	}
	if r.op == opSet {
		b = append(binary.AppendUvarint(b, uint64(len(r.value))), r.value...)
	}
	return b
}

var errRecord = errors.New("localStorage file is malformed")

// parse reads the first record of b and what is left. The error is
// [io.ErrUnexpectedEOF] when b ends within the record.
func parse(b []byte) (r record, rest []byte, err error) {
	if len(b) == 0 {
		return r, nil, io.ErrUnexpectedEOF
	}
	r.op, rest = b[0], b[1:]
	switch r.op {
	case opSet:
		if r.key, rest, err = parseString(rest); err == nil {
			r.value, rest, err = parseString(rest)
		}
	case opRemove:
		r.key, rest, err = parseString(rest)
	case opClear:
	default:
		err = errRecord
	}
	return r, rest, err
}

func parseString(b []byte) (string, []byte, error) {
	n, width := binary.Uvarint(b)
	switch {
	case width == 0:
		return "", nil, io.ErrUnexpectedEOF
	case width < 0 || n > 4*quota:
		return "", nil, errRecord
	case uint64(len(b)-width) < n:
		return "", nil, io.ErrUnexpectedEOF
	}
	b = b[width:]
	return string(b[:n]), b[n:], nil
}

// log is the file, which is opened when it is first needed.
type log struct {
	fs   modules.FS
	name string
	file modules.File
	// end is how far it has been read or written.
	end int64
	// compactAt is the size at which it is worth writing anew.
	compactAt int64
}

func (l *log) open() error {
	if l.file != nil {
		return nil
	}
	f, err := l.fs.Open(l.name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return &modules.Error{Message: "unable to open database file"}
	}
	if err := l.begin(f); err != nil {
		return errors.Join(err, f.Close())
	}
	l.file, l.end = f, int64(len(header))
	return nil
}

// begin checks the header, or writes it into a file that is empty.
func (l *log) begin(f modules.File) error {
	b := make([]byte, len(header))
	n, err := f.ReadAt(b, 0)
	switch b = b[:n]; {
	case n == 0 && err == io.EOF:
		_, err := f.Write([]byte(header))
		return err
	case bytes.HasPrefix(b, []byte("SQLite format 3")):
		return &modules.Error{Code: "ERR_METHOD_NOT_IMPLEMENTED", Message: "gonode does not read a localStorage file that Node has written: " + l.name}
	case string(b) != header:
		return &modules.Error{Message: "file is not a database"}
	}
	return nil
}

// size is that of the file. It opens the file again when another process has
// put a new one in its place; reset forgets what the old one said.
func (l *log) size(reset func()) (int64, error) {
	if err := l.open(); err != nil {
		return 0, err
	}
	info, err := l.file.Stat()
	if err != nil {
		return 0, err
	}
	if named, err := l.fs.Stat(l.name); err == nil && named.Size() == info.Size() && info.Size() >= l.end {
		return info.Size(), nil
	}
	reset()
	if err := l.close(); err != nil {
		return 0, err
	}
	if err := l.open(); err != nil {
		return 0, err
	}
	if info, err = l.file.Stat(); err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func (l *log) close() error {
	err := l.file.Close()
	l.file = nil
	return err
}

// read applies the records from where it stopped; reset comes first when the
// file is another one or has become shorter.
func (l *log) read(reset func(), apply func(record)) error {
	size, err := l.size(reset)
	if err != nil || size <= l.end {
		return err
	}
	b := make([]byte, size-l.end)
	if n, err := l.file.ReadAt(b, l.end); err != nil && err != io.EOF {
		return err
	} else {
		b = b[:n]
	}
	for len(b) > 0 {
		r, rest, err := parse(b)
		if err == io.ErrUnexpectedEOF {
			return l.file.Truncate(l.end)
		}
		if err != nil {
			return err
		}
		apply(r)
		l.end += int64(len(b) - len(rest))
		b = rest
	}
	return nil
}

// append writes a record. A clear empties the file.
func (l *log) append(r record) error {
	if r.op == opClear {
		if err := l.file.Truncate(int64(len(header))); err != nil {
			return err
		}
		l.end = int64(len(header))
		return nil
	}
	n, err := l.file.Write(r.append(nil))
	l.end += int64(n)
	return err
}

// compact puts a file of the records in the place of one of which most has been
// overtaken by later changes. Where that fails the old one stays.
func (l *log) compact(live int, records func(yield func(record))) {
	const waste = 1 << 20
	if l.end < max(l.compactAt, waste+4*int64(live)) {
		return
	}
	l.compactAt = 2 * l.end
	b := []byte(header)
	records(func(r record) { b = r.append(b) })
	name := l.name + ".new"
	f, err := l.fs.Open(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return
	}
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err == nil {
		err = l.fs.Rename(name, l.name)
	}
	if err != nil || l.close() != nil || l.open() != nil {
		return
	}
	l.end = int64(len(b))
}
