package zlib

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/gonode/gonode/modules"
)

// pump writes the input in pieces and collects the output in pieces.
func pump(c codec, in []byte, piece, limit, end int) ([]byte, error) {
	defer c.close()
	var all []byte
	for {
		n := min(piece, len(in))
		last := n == len(in)
		flush := 0
		if last {
			flush = end
		}
		part := in[:n]
		for {
			out, more, err := c.write(part, flush, last, limit)
			if len(out) > limit {
				return nil, errors.New("more than the limit at once")
			}
			all = append(all, out...)
			if err != nil {
				return all, err
			}
			part = nil
			if !more {
				break
			}
		}
		if in = in[n:]; last {
			return all, nil
		}
	}
}

func pairs(t testing.TB) map[string][2]func() codec {
	ctx := context.Background()
	deflate := func(mode int, dictionary []byte) func() codec {
		return func() codec { return newDeflater(mode, 6, 0, 15, dictionary) }
	}
	inflate := func(mode int, dictionary []byte) func() codec {
		return func() codec { return newInflater(ctx, inflater{mode: mode, dictionary: dictionary}) }
	}
	must := func(c codec, err error) codec {
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	words := []byte("all work and no play")
	return map[string][2]func() codec{
		"gzip":               {deflate(gzipMode, nil), inflate(gunzipMode, nil)},
		"deflate":            {deflate(deflateMode, nil), inflate(inflateMode, nil)},
		"raw":                {deflate(deflateRawMode, nil), inflate(inflateRawMode, nil)},
		"unzip":              {deflate(gzipMode, nil), inflate(unzipMode, nil)},
		"deflate dictionary": {deflate(deflateMode, words), inflate(inflateMode, words)},
		"raw dictionary":     {deflate(deflateRawMode, words), inflate(inflateRawMode, words)},
		"brotli":             {func() codec { return must(newBrotliEncoder(5, 18)) }, func() codec { return newBrotliDecoder(ctx) }},
		"zstd": {
			func() codec { return must(newZstdEncoder(zstdOptions{level: 3, checksum: true, size: -1})) },
			func() codec { return newZstdDecoder(ctx, nil) },
		},
	}
}

func endOf(name string) int {
	if name == "brotli" || name == "zstd" {
		return opFinish
	}
	return finish
}

func TestRoundTripInPieces(t *testing.T) {
	text := []byte(strings.Repeat("all work and no play makes jack a dull boy\n", 3000))
	for name, pair := range pairs(t) {
		for _, piece := range []int{1, 100, 1 << 20} {
			if piece == 1 && name == "brotli" {
				continue // a flush a byte takes long
			}
			packed, err := pump(pair[0](), text, max(piece, 64), 1000, endOf(name))
			if err != nil {
				t.Fatalf("%s: compress: %v", name, err)
			}
			plain, err := pump(pair[1](), packed, piece, 333, endOf(name))
			if err != nil || !bytes.Equal(plain, text) {
				t.Errorf("%s in pieces of %d: %d bytes, %v", name, piece, len(plain), err)
			}
		}
	}
}

func TestTruncatedInputIsAnError(t *testing.T) {
	for name, pair := range pairs(t) {
		packed, err := pump(pair[0](), bytes.Repeat([]byte("some text "), 100), 1<<20, 1<<20, endOf(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{0, 1, 3, len(packed) / 2, len(packed) - 1} {
			_, err := pump(pair[1](), packed[:n], 1<<20, 1<<20, endOf(name))
			if err == nil || !strings.Contains(err.Error(), "unexpected end of file") {
				t.Errorf("%s, %d of %d bytes: %v", name, n, len(packed), err)
			}
		}
	}
}

func TestLeftoverIsWhatFollowsTheStream(t *testing.T) {
	packed, _ := pump(newDeflater(deflateMode, 6, 0, 15, nil), []byte("x"), 1<<20, 1<<20, finish)
	c := newInflater(context.Background(), inflater{mode: inflateMode})
	defer c.close()
	out, more, err := c.write(append(packed, "junk"...), finish, true, 100)
	if string(out) != "x" || err != nil {
		t.Fatalf("%q, %v", out, err)
	}
	for more {
		_, more, _ = c.write(nil, finish, true, 100)
	}
	if n := c.leftover(); n != 4 {
		t.Errorf("%d bytes left over, want 4", n)
	}
}

func TestClosedContextEndsADecoder(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := newInflater(ctx, inflater{mode: gunzipMode})
	if _, _, err := c.write([]byte{0x1f}, 0, false, 10); err != nil {
		t.Fatal(err)
	}
	cancel()
	c.close() // at the same time as the context's end
	if out, more, err := c.write([]byte{0x8b}, 0, false, 10); len(out) > 0 || more || err != nil {
		t.Errorf("after the end: %q %v %v", out, more, err)
	}
}

func TestMaximumOutput(t *testing.T) {
	packed, _ := pump(newDeflater(gzipMode, 6, 0, 15, nil), make([]byte, 1<<20), 1<<20, 1<<20, finish)
	c := newInflater(context.Background(), inflater{mode: gunzipMode})
	defer c.close()
	_, err := drain(context.Background(), c, packed, finish, 1000, 5000)
	var x *modules.Error
	if !errors.As(err, &x) || x.Code != "ERR_BUFFER_TOO_LARGE" {
		t.Errorf("%v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for name, pair := range pairs(f) {
		packed, err := pump(pair[0](), []byte("seed "+name), 1<<20, 1<<20, endOf(name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(packed, 3)
	}
	f.Fuzz(func(t *testing.T, in []byte, piece int) {
		if len(in) > 1<<12 {
			return
		}
		for name, pair := range pairs(t) {
			c := pair[1]()
			var size int
			for rest := in; ; {
				n := min(max(piece&0xff, 1), len(rest))
				out, more, err := c.write(rest[:n], endOf(name), n == len(rest), 1<<16)
				for more && err == nil && size < 1<<22 {
					size += len(out)
					out, more, err = c.write(nil, endOf(name), n == len(rest), 1<<16)
				}
				if rest = rest[n:]; err != nil || len(rest) == 0 || size >= 1<<22 {
					break
				}
			}
			c.close()
		}
	})
}
