// Package myers finds the shortest edit between two sequences, by the algorithm
// of Myers, 1986.
package myers

import "strings"

// Op says what happens to an item.
type Op int

const (
	// Delete is an item that only the expected sequence has.
	Delete Op = -1
	// Keep is an item of both.
	Keep Op = 0
	// Insert is an item that only the actual sequence has.
	Insert Op = 1
)

// An Edit is one step from expected to actual.
type Edit struct {
	Op   Op
	Item string
}

// Diff returns the edits in order. With commas, lines that differ in a trailing
// comma only are the same; the one with the comma is kept.
func Diff(actual, expected []string, commas bool) []Edit {
	n, m := len(actual), len(expected)
	limit := n + m
	same := func(x, y int) bool {
		a, b := actual[x], expected[y]
		return a == b || commas && (a+"," == b || a == b+",")
	}
	furthest := make([]int32, 2*limit+3)
	// Each level keeps the part of furthest that it can have changed.
	var trace [][]int32
	for level := 0; level <= limit; level++ {
		trace = append(trace, append([]int32(nil), furthest[limit-level:limit+level+3]...))
		for k := -level; k <= level; k += 2 {
			at := k + limit + 1
			x := int(furthest[at-1]) + 1
			if k == -level || k != level && furthest[at-1] < furthest[at+1] {
				x = int(furthest[at+1])
			}
			y := x - k
			for x < n && y < m && same(x, y) {
				x++
				y++
			}
			furthest[at] = int32(x)
			if x >= n && y >= m {
				return backtrack(trace, actual, expected, commas)
			}
		}
	}
	return nil
}

func backtrack(trace [][]int32, actual, expected []string, commas bool) []Edit {
	x, y := len(actual), len(expected)
	var edits []Edit
	for level := len(trace) - 1; level >= 0; level-- {
		v := trace[level]
		k := x - y
		at := k + level + 1
		previous := k - 1
		if k == -level || k != level && v[at-1] < v[at+1] {
			previous = k + 1
		}
		prevX := int(v[previous+level+1])
		prevY := prevX - previous
		for x > prevX && y > prevY {
			x--
			y--
			item := actual[x]
			if commas && !strings.HasSuffix(item, ",") {
				item = expected[y]
			}
			edits = append(edits, Edit{Keep, item})
		}
		if level > 0 {
			if x > prevX {
				x--
				edits = append(edits, Edit{Insert, actual[x]})
			} else {
				y--
				edits = append(edits, Edit{Delete, expected[y]})
			}
		}
	}
	for i, j := 0, len(edits)-1; i < j; i, j = i+1, j-1 {
		edits[i], edits[j] = edits[j], edits[i]
	}
	return edits
}
