package webstreams

import (
	"math"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

// byteController is the state of a ReadableByteStreamController.
// https://streams.spec.whatwg.org/#rbs-controller-class
type byteController struct {
	controller
	queue   queue[span]
	pulls   queue[*pull]
	request *byobRequest // what JavaScript has of the first pull, or nil
	// auto is how much memory to bring for a reader that brings none, or 0.
	auto int
}

// span is a chunk in the queue.
type span struct {
	memory
	offset, length int
}

// pull is a request for bytes, and the memory for them.
type pull struct {
	memory
	offset, length, filled, minFill int
	class                           viewClass
	kind                            pullKind
}

// pullKind says who waits for a pull: a reader of either kind, or nobody any
// more.
type pullKind uint8

const (
	forDefault pullKind = iota
	forBYOB
	forNone
)

var byteSlot = modules.NewSlot[byteController]("ReadableByteStreamController")

// setUpBytes is the rest of new ReadableStream({ type: 'bytes' }).
func (l *library) setUpBytes(s *readable, src, strategy *goja.Object) error {
	if size := member(strategy, "size"); !goja.IsUndefined(size) {
		return l.invalidRange("strategy.size", size)
	}
	auto := member(src, "autoAllocateChunkSize")
	var c *byteController
	algorithms, err := l.sourceOf(src, func() goja.Value { return c.object })
	if err != nil {
		return err
	}
	mark, err := l.highWaterMark(strategy, 0)
	if err != nil {
		return err
	}
	size := 0.0
	if !goja.IsUndefined(auto) {
		size = auto.ToNumber().ToFloat()
		if size != math.Trunc(size) || math.IsInf(size, 0) || size <= 0 {
			return l.env.InvalidArgValue("source.autoAllocateChunkSize", auto, "")
		}
	}
	c = l.newByteController(s, algorithms, mark, int(size))
	return c.start()
}

func (l *library) newByteController(s *readable, src source, mark float64, auto int) *byteController {
	c := &byteController{auto: auto}
	c.controller = controller{library: l, kind: c, stream: s, source: src, mark: mark}
	c.object = byteSlot.New(l.vm, l.byteControllers, c)
	return c
}

func (c *byteController) pullSteps(request readRequest) {
	if c.total > 0 {
		request.chunk(c.takeFirst())
		return
	}
	if c.auto > 0 {
		c.pulls.push(&pull{memory: c.newMemory(make([]byte, c.auto)), length: c.auto, minFill: 1, class: c.bytesClass(), kind: forDefault})
	}
	c.stream.reader.requests.push(request)
	c.callPull()
}

func (c *byteController) cancelSteps(reason goja.Value) promise {
	c.forget()
	return c.cancelSource(reason)
}

// forget drops the queue and the pulls.
func (c *byteController) forget() {
	c.invalidate()
	c.pulls.take()
	c.queue.take()
	c.total = 0
}

func (c *byteController) releaseSteps() {
	if c.pulls.len() == 0 {
		return
	}
	first := c.pulls.shift()
	first.kind = forNone
	c.pulls.take()
	c.pulls.push(first)
}

func (c *byteController) fail(reason goja.Value) {
	if c.stream.state != open {
		return
	}
	c.forget()
	c.clearAlgorithms()
	c.stream.fail(reason)
}

// invalidate takes the memory from a request that JavaScript may still hold.
func (c *byteController) invalidate() {
	if c.request != nil {
		c.request.controller, c.request.view = nil, nil
		c.request = nil
	}
}

func (c *byteController) takeFirst() *goja.Object {
	first := c.queue.shift()
	c.total -= float64(first.length)
	c.drained()
	return c.view(c.bytesClass(), first.memory, first.offset, first.length)
}

func (c *byteController) drained() {
	if c.total == 0 && c.closeRequested {
		c.clearAlgorithms()
		c.stream.close()
	} else {
		c.callPull()
	}
}

func (c *byteController) add(m memory, offset, length int) {
	c.queue.push(span{m, offset, length})
	c.total += float64(length)
}

// addRest queues what a pull has got that nobody waits for.
func (c *byteController) addRest(d *pull) {
	if d.filled > 0 {
		c.add(c.copyOf(d.memory, d.offset, d.offset+d.filled), 0, d.filled)
	}
	c.pulls.shift()
}

// fill copies from the queue and reports whether the pull has enough.
func (c *byteController) fill(d *pull) bool {
	most := min(int(c.total), d.length-d.filled)
	filled := d.filled + most
	aligned := filled - filled%d.class.elementSize
	ready := aligned >= d.minFill
	left := most
	if ready {
		left = aligned - d.filled
	}
	for left > 0 {
		head := c.queue.first()
		n := min(left, head.length)
		copy(d.buffer.Bytes()[d.offset+d.filled:], head.buffer.Bytes()[head.offset:head.offset+n])
		if head.length == n {
			c.queue.shift()
		} else {
			head.offset += n
			head.length -= n
		}
		c.total -= float64(n)
		d.filled += n
		left -= n
	}
	return ready
}

func (c *byteController) viewOf(d *pull) *goja.Object {
	return c.view(d.class, c.retransfer(d.memory), d.offset, d.filled/d.class.elementSize)
}

// commit gives a pull to the request that waits for it.
func (c *byteController) commit(d *pull) {
	done := c.stream.state == closed
	view := c.viewOf(d)
	request := c.stream.reader.requests.shift()
	if done {
		request.end(view)
	} else {
		request.chunk(view)
	}
}

// takeFilled takes the pulls that the queue can fill.
func (c *byteController) takeFilled() (ready []*pull) {
	for c.pulls.len() > 0 && c.total > 0 {
		d := *c.pulls.first()
		if !c.fill(d) {
			break
		}
		c.pulls.shift()
		ready = append(ready, d)
	}
	return ready
}

func (c *byteController) commitFilled() {
	for _, d := range c.takeFilled() {
		c.commit(d)
	}
}

func (c *byteController) enqueue(view *goja.Object) error {
	s := c.stream
	if !c.canEnqueue() {
		return nil
	}
	buffer, offset, length := extent(view)
	m, err := c.transfer(buffer)
	if err != nil {
		return err
	}
	if c.pulls.len() > 0 {
		first := *c.pulls.first()
		if first.buffer.Detached() {
			return invalidState("Destination ArrayBuffer is detached")
		}
		c.invalidate()
		first.memory = c.retransfer(first.memory)
		if first.kind == forNone {
			c.addRest(first)
		}
	}
	if r := s.reader; r != nil && !r.byob {
		for r.requests.len() > 0 && c.total > 0 {
			r.requests.shift().chunk(c.takeFirst())
		}
		if r.requests.len() == 0 {
			c.add(m, offset, length)
		} else {
			if c.pulls.len() > 0 {
				c.pulls.shift()
			}
			r.requests.shift().chunk(c.view(c.bytesClass(), m, offset, length))
		}
	} else {
		c.add(m, offset, length)
		if r != nil {
			c.commitFilled()
		}
	}
	c.callPull()
	return nil
}

func (c *byteController) close() error {
	if !c.canEnqueue() {
		return nil
	}
	if c.total > 0 {
		c.closeRequested = true
		return nil
	}
	if c.pulls.len() > 0 {
		if first := *c.pulls.first(); first.filled%first.class.elementSize != 0 {
			reason := c.env.Thrown(invalidState("Partial read"))
			c.fail(reason)
			return thrown(reason)
		}
	}
	c.clearAlgorithms()
	c.stream.close()
	return nil
}

// defineByteController defines ReadableByteStreamController.
func (l *library) defineByteController() *goja.Object {
	const name = "ReadableByteStreamController"
	check := func(b *byteController) error {
		if b.closeRequested {
			return invalidState("Controller is already closed")
		}
		if b.stream.state != open {
			return invalidState("ReadableStream is already closed")
		}
		return nil
	}
	with := func(f func(*byteController, goja.Value) (goja.Value, error)) modules.Func {
		return func(c modules.Call) (goja.Value, error) {
			b, err := own(byteSlot, name, c)
			if err != nil {
				return nil, err
			}
			return f(b, c.Argument(0))
		}
	}
	return l.class(name, 0, illegal,
		modules.Getter("byobRequest", with(func(b *byteController, _ goja.Value) (goja.Value, error) {
			if r := b.requestOf(); r != nil {
				return r.object, nil
			}
			return goja.Null(), nil
		})),
		modules.Getter("desiredSize", with(func(b *byteController, _ goja.Value) (goja.Value, error) { return b.desiredSize(), nil })),
		modules.Fn("close", 0, with(func(b *byteController, _ goja.Value) (goja.Value, error) {
			if err := check(b); err != nil {
				return nil, err
			}
			return nil, b.close()
		})),
		modules.Fn("enqueue", 1, with(func(b *byteController, v goja.Value) (goja.Value, error) {
			view, err := l.checkView(v, "buffer")
			if err != nil {
				return nil, err
			}
			if _, _, length := extent(view); length == 0 {
				return nil, invalidState("chunk ArrayBuffer is zero-length or detached")
			}
			if err := check(b); err != nil {
				return nil, err
			}
			return nil, b.enqueue(view)
		})),
		modules.Fn("error", 0, with(func(b *byteController, reason goja.Value) (goja.Value, error) {
			b.fail(reason)
			return nil, nil
		})),
		inspected(l, byteSlot, name, func(*goja.Object, *byteController) []modules.Export { return nil }),
	)
}
