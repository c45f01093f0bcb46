package webstreams

import (
	"github.com/dop251/goja"

	"github.com/gonode/gonode/internal/engine"
	"github.com/gonode/gonode/modules"
)

// source is where a ReadableStream has its chunks from. Each function may be
// nil.
type source struct {
	start  func(controller goja.Value) (goja.Value, error)
	pull   func() promise
	cancel func(reason goja.Value) promise
}

// controller is what the controllers of both kinds of ReadableStreams have.
type controller struct {
	*library
	kind    readableController
	object  *goja.Object
	stream  *readable
	source  source
	mark    float64
	total   float64 // what the chunks in the queue amount to
	started bool
	// closeRequested waits for the queue to drain.
	closeRequested     bool
	pulling, pullAgain bool
}

func (c *controller) common() *controller { return c }

// start calls the source's start.
func (c *controller) start() error {
	c.stream.controller = c.kind
	var v goja.Value
	if start := c.source.start; start != nil {
		var err error
		if v, err = start(c.object); err != nil {
			return err
		}
	}
	engine.React(c.promiseOf(v), func(goja.Value) {
		c.started = true
		c.callPull()
	}, c.kind.fail)
	return nil
}

func (c *controller) wantsMore() bool {
	s := c.stream
	return s.state == open && !c.closeRequested && c.started && (s.waiting() || c.mark-c.total > 0)
}

func (c *controller) callPull() {
	if !c.wantsMore() {
		return
	}
	if c.pulling {
		c.pullAgain = true
		return
	}
	c.pulling = true
	p := c.settled
	if c.source.pull != nil {
		p = c.source.pull()
	}
	engine.React(p, func(goja.Value) {
		c.pulling = false
		if c.pullAgain {
			c.pullAgain = false
			c.callPull()
		}
	}, c.kind.fail)
}

func (c *controller) clearAlgorithms() { c.source = source{} }

// cancelSource calls the source's cancel, once.
func (c *controller) cancelSource(reason goja.Value) promise {
	cancel := c.source.cancel
	c.clearAlgorithms()
	if cancel == nil {
		return c.settled
	}
	return cancel(reason)
}

func (c *controller) canEnqueue() bool { return !c.closeRequested && c.stream.state == open }

// desiredSize is null, 0 or what the queue may still take.
func (c *controller) desiredSize() goja.Value {
	switch c.stream.state {
	case errored:
		return goja.Null()
	case closed:
		return c.vm.ToValue(0)
	}
	return c.vm.ToValue(c.mark - c.total)
}

// sourceOf takes the functions of a source that JavaScript has given.
func (l *library) sourceOf(o *goja.Object, controller func() goja.Value) (source, error) {
	var src source
	start, err := l.startOf(o)
	if err != nil {
		return src, err
	}
	pull, err := l.callback(o, "pull", "source")
	if err != nil {
		return src, err
	}
	cancel, err := l.callback(o, "cancel", "source")
	if err != nil {
		return src, err
	}
	if start.f != nil {
		src.start = func(c goja.Value) (goja.Value, error) { return engine.Call(start.f, o, []goja.Value{c}) }
	}
	if pull.f != nil {
		src.pull = func() promise { return l.call(pull, controller()) }
	}
	if cancel.f != nil {
		src.cancel = func(reason goja.Value) promise { return l.call(cancel, reason) }
	}
	return src, nil
}

// chunk is a chunk in a queue.
type chunk struct {
	value goja.Value
	size  float64
}

// defaultController is the state of a ReadableStreamDefaultController.
type defaultController struct {
	controller
	queue queue[chunk]
	size  sizeFunc
}

var defaultSlot = modules.NewSlot[defaultController]("ReadableStreamDefaultController")

func (l *library) newDefaultController(s *readable, src source, mark float64, size sizeFunc) *defaultController {
	c := &defaultController{size: size}
	c.controller = controller{library: l, kind: c, stream: s, source: src, mark: mark}
	c.object = defaultSlot.New(l.vm, l.defaultControllers, c)
	return c
}

// newSourced is a stream whose source is no JavaScript object.
func (l *library) newSourced(src source, mark float64, size sizeFunc) (*readable, *defaultController) {
	s := l.newReadable(l.readables)
	c := l.newDefaultController(s, src, mark, size)
	l.must(c.start())
	return s, c
}

func (c *defaultController) pullSteps(request readRequest) {
	if c.queue.len() == 0 {
		c.stream.reader.requests.push(request)
		c.callPull()
		return
	}
	first := c.queue.shift()
	c.total -= first.size
	if c.total < 0 || c.queue.len() == 0 {
		c.total = 0
	}
	if c.closeRequested && c.queue.len() == 0 {
		c.clearAlgorithms()
		c.stream.close()
	} else {
		c.callPull()
	}
	request.chunk(first.value)
}

func (c *defaultController) reset() {
	c.queue.take()
	c.total = 0
}

func (c *defaultController) cancelSteps(reason goja.Value) promise {
	c.reset()
	return c.cancelSource(reason)
}

func (c *defaultController) releaseSteps() {}

func (c *defaultController) fail(reason goja.Value) {
	if c.stream.state != open {
		return
	}
	c.reset()
	c.clearAlgorithms()
	c.stream.fail(reason)
}

func (c *defaultController) enqueue(v goja.Value) error {
	if !c.canEnqueue() {
		return nil
	}
	if s := c.stream; s.waiting() {
		s.reader.requests.shift().chunk(v)
	} else if err := c.push(v); err != nil {
		c.fail(c.env.Thrown(err))
		return err
	}
	c.callPull()
	return nil
}

func (c *defaultController) push(v goja.Value) error {
	given, err := c.sizeOfChunk(c.size, v)
	if err != nil {
		return err
	}
	size, err := c.checkSize(given)
	if err != nil {
		return thrown(c.env.Thrown(err))
	}
	c.queue.push(chunk{v, size})
	c.total += size
	return nil
}

func (c *defaultController) close() {
	if !c.canEnqueue() {
		return
	}
	c.closeRequested = true
	if c.queue.len() == 0 {
		c.clearAlgorithms()
		c.stream.close()
	}
}

func (l *library) defineDefaultController() *goja.Object {
	const name = "ReadableStreamDefaultController"
	method := func(method string, f func(*defaultController, goja.Value) error) modules.Export {
		return modules.Fn(method, 0, func(c modules.Call) (goja.Value, error) {
			d, err := own(defaultSlot, name, c)
			if err != nil {
				return nil, err
			}
			return nil, f(d, c.Argument(0))
		})
	}
	check := func(d *defaultController) error {
		if !d.canEnqueue() {
			return invalidState("Controller is already closed")
		}
		return nil
	}
	return l.class(name, 0, illegal,
		modules.Getter("desiredSize", func(c modules.Call) (goja.Value, error) {
			d, err := own(defaultSlot, name, c)
			if err != nil {
				return nil, err
			}
			return d.desiredSize(), nil
		}),
		method("close", func(d *defaultController, _ goja.Value) error {
			if err := check(d); err != nil {
				return err
			}
			d.close()
			return nil
		}),
		method("enqueue", func(d *defaultController, v goja.Value) error {
			if err := check(d); err != nil {
				return err
			}
			return d.enqueue(v)
		}),
		method("error", func(d *defaultController, reason goja.Value) error {
			d.fail(reason)
			return nil
		}),
		inspected(l, defaultSlot, name, func(*goja.Object, *defaultController) []modules.Export { return nil }),
	)
}
