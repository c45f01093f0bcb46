package zlib

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// flusher is an encoder of the brotli and zstd packages.
type flusher interface {
	io.WriteCloser
	Flush() error
}

const (
	opFlush  = 1
	opFinish = 2
)

// writerCodec compresses with a flusher; its flush operations are 1 to flush
// and 2 to finish.
type writerCodec struct {
	encoder
	make  func(out *bytes.Buffer) (flusher, error)
	w     flusher
	ended bool
	// pledged is how long the input must be, if not negative; size is what it
	// has been so far.
	pledged, size int64
}

func newWriterCodec(make func(out *bytes.Buffer) (flusher, error)) (*writerCodec, error) {
	c := &writerCodec{make: make, pledged: -1}
	var err error
	c.w, err = make(&c.out)
	return c, err
}

func (c *writerCodec) write(in []byte, flush int, _ bool, limit int) (out []byte, more bool, err error) {
	if !c.ended {
		err = c.compress(in, flush)
	}
	out, more = c.take(limit)
	return out, more, err
}

func (c *writerCodec) compress(in []byte, flush int) error {
	if c.size += int64(len(in)); c.pledged >= 0 && (c.size > c.pledged || flush == opFinish && c.size != c.pledged) {
		return failure("ZSTD_error_srcSize_wrong", 72, "Src size is incorrect")
	}
	if len(in) > 0 {
		if _, err := c.w.Write(in); err != nil {
			return err
		}
	}
	switch flush {
	case opFlush:
		return c.w.Flush()
	case opFinish:
		c.ended = true
		return c.w.Close()
	}
	return nil
}

func (c *writerCodec) params(int, int) {}

func (c *writerCodec) reset() {
	c.out.Reset()
	c.ended, c.size = false, 0
	// What made one encoder makes another.
	c.w, _ = c.make(&c.out)
}

func (c *writerCodec) close() {}

func newBrotliEncoder(quality, windowBits int) (codec, error) {
	return newWriterCodec(func(out *bytes.Buffer) (flusher, error) {
		return brotli.NewWriterOptions(out, brotli.WriterOptions{Quality: quality, LGWin: windowBits}), nil
	})
}

type zstdOptions struct {
	level, windowBits int
	checksum          bool
	dictionary        []byte
	size              int64 // of the input, -1 if unknown
}

func newZstdEncoder(o zstdOptions) (codec, error) {
	c, err := newWriterCodec(func(out *bytes.Buffer) (flusher, error) {
		opts := []zstd.EOption{
			zstd.WithEncoderLevel(zstd.EncoderLevelFromZstd(o.level)), zstd.WithEncoderConcurrency(1),
			zstd.WithEncoderCRC(o.checksum), zstd.WithZeroFrames(true),
		}
		if o.windowBits >= 10 && o.windowBits <= 29 {
			opts = append(opts, zstd.WithWindowSize(1<<o.windowBits))
		}
		if len(o.dictionary) > 0 {
			opts = append(opts, dictionaryOption(o.dictionary))
		}
		return zstd.NewWriter(out, opts...)
	})
	c.pledged = o.size
	return c, err
}

func dictionaryOption(dictionary []byte) zstd.EOption {
	if bytes.HasPrefix(dictionary, []byte{0x37, 0xa4, 0x30, 0xec}) {
		return zstd.WithEncoderDict(dictionary)
	}
	return zstd.WithEncoderDictRaw(0, dictionary)
}

func newBrotliDecoder(ctx context.Context) codec {
	return newDecoder(ctx, func(d *decoder) error {
		err := copyOut(d, brotli.NewReader(feed{d}))
		if err == nil || errors.Is(err, errStopped) {
			return err
		}
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return endOfInput(d)
		}
		name := strings.TrimPrefix(err.Error(), "brotli: ")
		if name == "excessive input" {
			// The library does not say how much; whether there is any is what
			// rejectGarbageAfterEnd needs to know.
			d.input = []byte{0}
			return nil
		}
		return failure("ERR__ERROR_FORMAT_"+strings.TrimPrefix(name, "FORMAT_"), brotliErrors[strings.TrimPrefix(name, "FORMAT_")], "Decompression failed")
	})
}

// endOfInput is what an end within a stream means: an error if it has to be
// complete.
func endOfInput(d *decoder) error {
	if !d.last {
		return nil
	}
	return unexpectedEnd()
}

func copyOut(d *decoder, r io.Reader) error {
	out := make([]byte, 32*1024)
	for {
		n, err := r.Read(out)
		if n > 0 {
			if failed := d.emit(out[:n]); failed != nil {
				return failed
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

var brotliErrors = map[string]int{
	"EXUBERANT_NIBBLE": -1, "RESERVED": -2, "EXUBERANT_META_NIBBLE": -3, "SIMPLE_HUFFMAN_ALPHABET": -4,
	"SIMPLE_HUFFMAN_SAME": -5, "CL_SPACE": -6, "HUFFMAN_SPACE": -7, "CONTEXT_MAP_REPEAT": -8, "BLOCK_LENGTH_1": -9,
	"BLOCK_LENGTH_2": -10, "TRANSFORM": -11, "DICTIONARY": -12, "WINDOW_BITS": -13, "PADDING_1": -14, "PADDING_2": -15,
	"DISTANCE": -16,
}

func newZstdDecoder(ctx context.Context, dictionary []byte) codec {
	return newDecoder(ctx, func(d *decoder) error {
		opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true)}
		if bytes.HasPrefix(dictionary, []byte{0x37, 0xa4, 0x30, 0xec}) {
			opts = append(opts, zstd.WithDecoderDicts(dictionary))
		} else if len(dictionary) > 0 {
			opts = append(opts, zstd.WithDecoderDictRaw(0, dictionary))
		}
		if ok, err := d.fill(); !ok {
			if err != nil {
				return err
			}
			return endOfInput(d)
		}
		r, err := zstd.NewReader(feed{d}, opts...)
		if err != nil {
			return zstdError(err)
		}
		defer r.Close()
		err = copyOut(d, r)
		switch {
		case err == nil, errors.Is(err, errStopped):
			return err
		case errors.Is(err, io.ErrUnexpectedEOF):
			return endOfInput(d)
		}
		return zstdError(err)
	})
}

func zstdError(err error) error {
	switch {
	case errors.Is(err, zstd.ErrMagicMismatch):
		return failure("ZSTD_error_prefix_unknown", 10, "Unknown frame descriptor")
	case errors.Is(err, zstd.ErrCRCMismatch):
		return failure("ZSTD_error_checksum_wrong", 22, "Restored data doesn't match checksum")
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return failure("ZSTD_error_dictionary_wrong", 32, "Dictionary mismatch")
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return failure("ZSTD_error_frameParameter_windowTooLarge", 16, "Frame requires too much memory for decoding")
	}
	return failure("ZSTD_error_corruption_detected", 20, "Data corruption detected")
}
