package inspect

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
)

const framePrefix = "\n    at"

var (
	leadingName  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n {4}at)`) })
	onlyName     = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z_A-Z0-9-]*Error)$`) })
	builtinFrame = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+\)?$`) })
)

// stackText is the error's stack, or what stands for it.
func (c *context) stackText(err *goja.Object) string {
	stack, ok := c.in.get(err, "stack")
	text := func() string { return Text(c.in.method("Error", "toString")(goja.FunctionCall{This: err})) }
	if !ok || !stack.ToBoolean() {
		return text()
	}
	if s, ok := stack.(goja.String); ok {
		return Text(s)
	}
	c.seen = append(c.seen, err)
	c.indent += 4
	joined := c.unjoined
	c.unjoined = true
	shown := c.formatValue(stack, 0, false)
	c.unjoined = joined
	c.indent -= 4
	c.seen = c.seen[:len(c.seen)-1]
	return text() + "\n    " + shown
}

func (c *context) formatError(f *frame) string {
	in, err := c.in, f.obj
	stack := ""
	if in.vm.Try(func() { stack = c.stackText(err) }) != nil {
		return Text(in.method("Object", "toString")(goja.FunctionCall{This: err}))
	}
	message, messageOK := in.get(err, "message")
	name, nameOK := in.get(err, "name")
	if !c.ShowHidden {
		f.dropKey("stack", func() bool { return true })
		f.dropKey("message", func() bool { return messageOK && shownIn(stack, message) })
		f.dropKey("name", func() bool { return nameOK && shownIn(stack, name) })
	}
	if goja.IsUndefined(name) || goja.IsNull(name) {
		name = in.vm.ToValue("Error")
	}
	if in.hasOwn(err, in.vm.ToValue("cause")) {
		f.addKey("cause")
	}
	if errors, ok := in.get(err, "errors"); ok && modules.IsArray(errors) && in.hasOwn(err, in.vm.ToValue("errors")) {
		f.addKey("errors")
	}
	for _, v := range []goja.Value{name, message} {
		if _, ok := v.(*goja.Symbol); ok { // what both become part of is text
			panic(in.vm.NewTypeError("Cannot convert a Symbol value to a string"))
		}
	}
	stack = improveStack(stack, f, name)

	pos := 0
	if m, ok := message.(goja.String); ok && m.Length() > 0 {
		text := Text(m)
		if i := strings.Index(stack, text); i > 0 {
			pos = i + len(text)
		}
	}
	i := strings.Index(stack[pos:], framePrefix)
	if i < 0 {
		stack = "[" + stack + "]"
	} else {
		head, frames := stack[:pos+i], strings.Split(stack[pos+i+1:], "\n")
		frames = c.shortenStack(err, frames)
		if c.Colors {
			c.colorFrames(frames)
		}
		stack = head + "\n" + strings.Join(frames, "\n")
	}
	return c.indented(stack)
}

// shownIn reports whether a property need not be listed beside the stack.
func shownIn(stack string, v goja.Value) bool {
	s, ok := v.(goja.String)
	return !ok || strings.Contains(stack, Text(s))
}

func (f *frame) dropKey(name string, drop func() bool) {
	for i, k := range f.keys {
		if k.sym == nil && k.name == name {
			if drop() {
				f.keys = append(f.keys[:i:i], f.keys[i+1:]...)
			}
			return
		}
	}
}

func (f *frame) addKey(name string) {
	for _, k := range f.keys {
		if k.sym == nil && k.name == name {
			return
		}
	}
	f.keys = append(f.keys, key{name: name})
}

// improveStack puts the constructor's name, or the lack of one, into the first
// line of the stack of an error that looks like a usual one.
func improveStack(stack string, f *frame, nameValue goja.Value) string {
	name := Text(nameValue)
	length := len(name)
	_, isString := nameValue.(goja.String)
	if !isString {
		stack = strings.Replace(stack, name, name+" ["+strings.TrimSuffix(f.prefix("Error", ""), " ")+"]", 1)
		length = 0
	}
	usual := isString && strings.HasSuffix(name, "Error") && strings.HasPrefix(stack, name) &&
		(len(stack) == length || stack[length] == ':' || stack[length] == '\n')
	if !f.null && !usual {
		return stack
	}
	fallback := "Error"
	if f.null {
		start := leadingName().FindStringSubmatch(stack)
		if start == nil {
			start = onlyName().FindStringSubmatch(stack)
		}
		fallback, length = "Error", 0
		if start != nil && start[1] != "" {
			fallback, length = start[1], len(start[1])
		}
	}
	p := strings.TrimSuffix(f.prefix(fallback, ""), " ")
	switch {
	case name == p:
	case !strings.Contains(p, name):
		stack = p + " [" + name + "]" + stack[length:]
	case length == 0:
		stack = p + ": " + stack
	default:
		stack = p + stack[length:]
	}
	return stack
}

// shortenStack leaves out the frames that the cause shows too, and those a
// recursion repeats.
func (c *context) shortenStack(err *goja.Object, frames []string) []string {
	if cause, ok := c.in.get(err, "cause"); ok {
		if obj, isObject := cause.(*goja.Object); isObject && c.in.isError(obj) {
			text := c.stackText(obj)
			if i := strings.Index(text, framePrefix); i >= 0 {
				if n, at := identicalRun(frames, strings.Split(text[i+1:], "\n")); n > 0 {
					note := c.stylize("    ... "+strconv.Itoa(n-2)+" lines matching cause stack trace ...", "undefined")
					frames = splice(frames, at+1, n-2, note)
				}
			}
		}
	}
	if len(frames) > 10 {
		repeats := repeatedFrames(frames)
		for i := len(repeats) - 1; i >= 0; i-- {
			r := repeats[i]
			note := "    ... collapsed " + strconv.Itoa(r.length*r.times) + " duplicate lines matching above "
			if r.times > 1 {
				note += strconv.Itoa(r.length) + " lines " + strconv.Itoa(r.times) + " times..."
			} else {
				note += "lines ..."
			}
			frames = splice(frames, r.at, r.length*r.times, c.stylize(note, "undefined"))
		}
	}
	return frames
}

func (in *Inspector) isError(obj *goja.Object) bool {
	return KindOf(obj) == KindError || inherits(obj, in.real().errorProto)
}

// splice replaces n lines from at by one.
func splice(lines []string, at, n int, by string) []string {
	out := append(append([]string(nil), lines[:at]...), by)
	return append(out, lines[at+n:]...)
}

// identicalRun finds the first run of more than three lines of a that b has too.
func identicalRun(a, b []string) (length, at int) {
	for i := 0; i < len(a)-3; i++ {
		pos := -1
		for j, line := range b {
			if line == a[i] {
				pos = j
				break
			}
		}
		if pos < 0 || len(b)-pos <= 3 {
			continue
		}
		n := 1
		for n < min(len(a)-i, len(b)-pos) && a[i+n] == b[pos+n] {
			n++
		}
		if n > 3 {
			return n, i
		}
	}
	return 0, 0
}

// A repeat is a block of frames, from at, that repeats the length frames before
// it some times over.
type repeat struct{ at, length, times int }

// repeatedFrames finds blocks of frames that follow each other unchanged.
func repeatedFrames(frames []string) []repeat {
	const least = 3
	positions := make(map[string][]int)
	for i, f := range frames {
		positions[f] = append(positions[f], i)
	}
	if len(frames)-len(positions) <= least {
		return nil
	}
	var out []repeat
	for i := 0; i < len(frames)-least; i++ {
		at := positions[frames[i]]
		current := 0
		for at[current] != i {
			current++
		}
		current++
		if current == len(at) || at[len(at)-1]-i < least {
			continue
		}
		best := repeat{}
		for _, length := range blockLengths(at[current:], i) {
			times := 0
			for next := i + length; equalBlock(frames, i, next, length); next += length {
				times++
			}
			if times*length > best.times*best.length {
				best = repeat{i + length, length, times}
			}
			if times > 0 && length == at[current]-i {
				break
			}
		}
		if best.times*best.length >= least {
			out = append(out, best)
			i += best.length*(best.times+1) - 1
		}
	}
	return out
}

// blockLengths are the lengths a block that starts at i can have, the greatest
// common divisor of the distances to the same frame first.
func blockLengths(at []int, i int) []int {
	if len(at) == 1 {
		return []int{at[0] - i}
	}
	var lengths []int
	divisor := 0
	for _, pos := range at {
		for distance := pos - i; distance != 0; {
			rest := 0
			if divisor != 0 {
				lengths = appendNew(lengths, divisor)
				rest = divisor % distance
			}
			divisor, distance = distance, rest
		}
		if divisor == 1 {
			break
		}
	}
	ordered := []int{divisor}
	for j := len(lengths) - 1; j >= 0; j-- {
		if lengths[j] != divisor {
			ordered = append(ordered, lengths[j])
		}
	}
	return ordered
}

func appendNew(list []int, n int) []int {
	for _, have := range list {
		if have == n {
			return list
		}
	}
	return append(list, n)
}

func equalBlock(frames []string, a, b, length int) bool {
	if b+length > len(frames) {
		return false
	}
	for i := range length {
		if frames[a+i] != frames[b+i] {
			return false
		}
	}
	return true
}

// colorFrames dims frames of built-in modules and the working directory, and
// underlines the names of packages.
func (c *context) colorFrames(frames []string) {
	directory := ""
	if c.in.Directory != nil {
		directory, _ = c.in.Directory()
	}
	address := (&url.URL{Scheme: "file", Path: directory}).String()
	for i, line := range frames {
		if builtinFrame().MatchString(line) {
			frames[i] = c.stylize(line, "undefined")
			continue
		}
		line = c.markPackages(line)
		if directory != "" {
			marked := c.markDirectory(line, directory)
			if marked == line {
				marked = c.markDirectory(line, address)
			}
			line = marked
		}
		frames[i] = line
	}
}

func (c *context) markPackages(line string) string {
	const folder = "node_modules"
	var out strings.Builder
	last, from := 0, 0
	for {
		i := strings.Index(line[from:], folder)
		if i < 0 {
			break
		}
		at := from + i
		from = at + 1
		if at == 0 || at+len(folder) >= len(line) || !isSlash(line[at-1]) || !isSlash(line[at+len(folder)]) {
			continue
		}
		start := at + len(folder) + 1
		end := indexFrom(line, line[at-1], start)
		if end < len(line) && start < len(line) && line[start] == '@' {
			end = indexFrom(line, line[at-1], end+1)
		}
		out.WriteString(line[last:start])
		out.WriteString(c.stylize(line[start:end], "module"))
		last, from = end, end
	}
	return out.String() + line[last:]
}

func isSlash(b byte) bool { return b == '/' || b == '\\' }

// indexFrom is the place of ch at or after from, or the end of s.
func indexFrom(s string, ch byte, from int) int {
	if from < len(s) {
		if i := strings.IndexByte(s[from:], ch); i >= 0 {
			return from + i
		}
	}
	return len(s)
}

func (c *context) markDirectory(line, directory string) string {
	at := strings.Index(line, directory)
	if at < 0 {
		return line
	}
	length := len(directory)
	if strings.HasSuffix(line[:at], "file://") {
		at -= len("file://")
		length += len("file://")
	}
	start, end, closing := at, len(line), ""
	if at > 0 && line[at-1] == '(' {
		start--
		if strings.HasSuffix(line, ")") {
			end--
			closing = c.stylize(")", "undefined")
		}
	}
	stop := min(at+length+1, end)
	return line[:start] + c.stylize(line[start:stop], "undefined") + line[stop:end] + closing
}
