package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

var readerSlot = modules.NewSlot[reader]("ReadableStreamDefaultReader")

func (l *library) newReader(s *readable, proto *goja.Object) (*goja.Object, error) {
	r, err := s.acquire(false)
	if err != nil {
		return nil, err
	}
	return readerSlot.New(l.vm, proto, r), nil
}

// defineReader defines ReadableStreamDefaultReader.
func (l *library) defineReader() *goja.Object {
	const name = "ReadableStreamDefaultReader"
	return l.class(name, 1, func(c modules.ConstructCall) (*goja.Object, error) {
		s := readableSlot.Own(c.Argument(0))
		if s == nil {
			return nil, l.env.InvalidArgType("stream", c.Argument(0), readableName)
		}
		return l.newReader(s, c.This.Prototype())
	},
		modules.Fn("read", 0, func(c modules.Call) (goja.Value, error) {
			r, err := attached(readerSlot, name, c)
			if err != nil {
				return l.fail(err)
			}
			p := l.pending()
			r.read(promised{l, p})
			return l.value(p), nil
		}),
		l.readerRelease(name, readerSlot),
		l.readerClosed(name, readerSlot),
		l.readerCancel(name, readerSlot),
		l.readerInspect(name, "readRequests", readerSlot),
	)
}

// attached is the reader that this is, if it has a stream.
func attached(slot modules.Slot[reader], name string, c modules.Call) (*reader, error) {
	r, err := own(slot, name, c)
	if err == nil && r.stream == nil {
		err = invalidState("The reader is not attached to a stream")
	}
	return r, err
}

// What both kinds of readers have.

func (l *library) readerClosed(name string, slot modules.Slot[reader]) modules.Export {
	return modules.Getter("closed", func(c modules.Call) (goja.Value, error) {
		r, err := own(slot, name, c)
		if err != nil {
			return l.fail(err)
		}
		return l.value(r.closed), nil
	})
}

func (l *library) readerCancel(name string, slot modules.Slot[reader]) modules.Export {
	return modules.Fn("cancel", 0, func(c modules.Call) (goja.Value, error) {
		r, err := attached(slot, name, c)
		if err != nil {
			return l.fail(err)
		}
		return l.value(r.stream.cancel(c.Argument(0))), nil
	})
}

func (l *library) readerRelease(name string, slot modules.Slot[reader]) modules.Export {
	return modules.Fn("releaseLock", 0, func(c modules.Call) (goja.Value, error) {
		r, err := own(slot, name, c)
		if err == nil && r.stream != nil {
			r.release()
		}
		return nil, err
	})
}

func (l *library) readerInspect(name, requests string, slot modules.Slot[reader]) modules.Export {
	return inspected(l, slot, name, func(_ *goja.Object, r *reader) []modules.Export {
		stream := goja.Value(goja.Undefined())
		if r.stream != nil {
			stream = r.stream.object
		}
		return []modules.Export{
			modules.Val("stream", stream), modules.Val(requests, r.requests.len()), modules.Val("close", l.value(r.closed)),
		}
	})
}
