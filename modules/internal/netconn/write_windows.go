package netconn

// writeNow leaves it to the goroutine: sockets of Go cannot be written
// without waiting here.
func writeNow(uintptr, []byte) (int, error) { return 0, nil }
