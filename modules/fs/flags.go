package fs

// namedFlags gives each name of flags its number; letters may be swapped.
func namedFlags(read, write, readWrite, create, truncate, appends, exclusive, synchronous int) map[string]int {
	w, a := truncate|create, appends|create
	return map[string]int{
		"r": read, "rs": read | synchronous, "sr": read | synchronous,
		"r+": readWrite, "rs+": readWrite | synchronous, "sr+": readWrite | synchronous,
		"w": w | write, "wx": w | write | exclusive, "xw": w | write | exclusive,
		"w+": w | readWrite, "wx+": w | readWrite | exclusive, "xw+": w | readWrite | exclusive,
		"a": a | write, "ax": a | write | exclusive, "xa": a | write | exclusive,
		"as": a | write | synchronous, "sa": a | write | synchronous,
		"a+": a | readWrite, "ax+": a | readWrite | exclusive, "xa+": a | readWrite | exclusive,
		"as+": a | readWrite | synchronous, "sa+": a | readWrite | synchronous,
	}
}
