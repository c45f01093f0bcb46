package console

import (
	"math"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/inspect"
)

const (
	indexColumn     = "(index)"
	iterationColumn = "(iteration index)"
	keyColumn       = "Key"
	valuesColumn    = "Values"
)

// column is a heading and the cells below it, by row.
type column struct {
	head  string
	cells map[int]string
}

func newColumn(head string) *column { return &column{head, map[int]string{}} }

// table is console.table(tabularData[, properties]).
func (s *state) table(c modules.Call) error {
	var properties []string
	if c.Has(1) {
		if !modules.IsArray(c.Argument(1)) {
			return s.c.env.InvalidArgType("properties", c.Argument(1), "Array")
		}
		list := c.Argument(1).(*goja.Object)
		properties = make([]string, list.Get("length").ToInteger())
		for i := range properties {
			properties[i] = "undefined" // of a hole
			if v := list.Get(strconv.Itoa(i)); v != nil {
				properties[i] = inspect.Text(v)
			}
		}
	}
	data, ok := c.Argument(0).(*goja.Object)
	if !ok || modules.IsFunction(data) {
		return s.call("log", c.Argument(0))
	}
	if entries, pairs, ok := s.c.inspect.Entries(data); ok {
		return s.log1(render(s.collectionColumns(entries, pairs)))
	}
	return s.log1(render(s.objectColumns(data, properties)))
}

func (s *state) log1(text string) error { return s.call("log", inspect.Value(s.c.vm, text)) }

// cell renders a value in a cell.
func (s *state) cell(v goja.Value) string {
	stream, _ := s.object.Get("_stdout").(*goja.Object)
	o := s.options(stream)
	if s.inspectOptions[stream] == nil {
		o.Depth, o.MaxArrayLength, o.BreakLength = 0, 3, math.Inf(1)
		if obj, ok := v.(*goja.Object); ok && !modules.IsFunction(obj) && !modules.IsArray(obj) &&
			inspect.KindOf(obj) != inspect.KindTypedArray && len(obj.Keys()) > 2 {
			o.Depth = -1
		}
	}
	return s.c.inspect.Inspect(v, o)
}

// collectionColumns shows a Map, a Set or an iterator of one.
func (s *state) collectionColumns(entries []goja.Value, pairs bool) []*column {
	index, keys, values := newColumn(iterationColumn), newColumn(keyColumn), newColumn(valuesColumn)
	step := 1
	if pairs {
		step = 2
	}
	for i := 0; i < len(entries); i += step {
		row := i / step
		index.cells[row] = s.cell(s.c.vm.ToValue(row))
		if pairs {
			keys.cells[row] = s.cell(entries[i])
		}
		values.cells[row] = s.cell(entries[i+step-1])
	}
	if pairs {
		return []*column{index, keys, values}
	}
	return []*column{index, values}
}

// objectColumns shows an array or an object: a row a property, a column a
// property of the values.
func (s *state) objectColumns(data *goja.Object, properties []string) []*column {
	index, values := newColumn(indexColumn), newColumn(valuesColumn)
	columns := []*column{index}
	byName := map[string]*column{}
	var integers, others []*column
	for row, key := range data.Keys() {
		index.cells[row] = key
		v := data.Get(key)
		obj, isObject := v.(*goja.Object)
		if !isObject && properties == nil {
			values.cells[row] = s.cell(v)
			continue
		}
		names := properties
		if names == nil {
			names = obj.Keys()
		}
		for _, name := range names {
			col := byName[name]
			if col == nil {
				col = newColumn(name)
				byName[name] = col
				if isInteger(name) {
					integers = insertByNumber(integers, col)
				} else {
					others = append(others, col)
				}
			}
			col.cells[row] = ""
			if isObject && hasOwn(obj, name) {
				col.cells[row] = s.cell(obj.Get(name))
			}
		}
	}
	columns = append(append(columns, integers...), others...)
	if len(values.cells) > 0 {
		columns = append(columns, values)
	}
	return columns
}

func hasOwn(o *goja.Object, name string) bool {
	for _, key := range o.GetOwnPropertyNames() {
		if key == name {
			return true
		}
	}
	return false
}

// isInteger reports whether a name is one of those that objects list first, in
// the order of numbers.
func isInteger(name string) bool {
	n, err := strconv.ParseUint(name, 10, 32)
	return err == nil && strconv.FormatUint(n, 10) == name && n < math.MaxUint32
}

func insertByNumber(list []*column, c *column) []*column {
	n, _ := strconv.ParseUint(c.head, 10, 32)
	i := len(list)
	for i > 0 {
		if m, _ := strconv.ParseUint(list[i-1].head, 10, 32); m < n {
			break
		}
		i--
	}
	list = append(list, nil)
	copy(list[i+1:], list[i:])
	list[i] = c
	return list
}

// render draws a table.
func render(columns []*column) string {
	rows := 0
	widths := make([]int, len(columns))
	for i, c := range columns {
		widths[i] = inspect.Width(c.head, true)
		for row, cell := range c.cells {
			rows = max(rows, row+1)
			widths[i] = max(widths[i], inspect.Width(cell, true))
		}
	}
	var out strings.Builder
	rule := func(left, middle, right string) {
		out.WriteString(left)
		for i, w := range widths {
			if i > 0 {
				out.WriteString(middle)
			}
			out.WriteString(strings.Repeat("─", w+2))
		}
		out.WriteString(right)
	}
	line := func(cell func(*column) string) {
		out.WriteString("│ ")
		for i, c := range columns {
			if i > 0 {
				out.WriteString(" │ ")
			}
			text := cell(c)
			out.WriteString(text + strings.Repeat(" ", widths[i]-inspect.Width(text, true)))
		}
		out.WriteString(" │\n")
	}
	rule("┌", "┬", "┐\n")
	line(func(c *column) string { return c.head })
	rule("├", "┼", "┤\n")
	for row := range rows {
		line(func(c *column) string { return c.cells[row] })
	}
	rule("└", "┴", "┘")
	return out.String()
}
