package webstreams

// queue is a first-in, first-out list.
type queue[T any] struct {
	items []T
	head  int
}

func (q *queue[T]) len() int { return len(q.items) - q.head }

func (q *queue[T]) push(v T) {
	if q.head > 32 && q.head*2 > len(q.items) {
		n := copy(q.items, q.items[q.head:])
		clear(q.items[n:])
		q.items, q.head = q.items[:n], 0
	}
	q.items = append(q.items, v)
}

func (q *queue[T]) first() *T { return &q.items[q.head] }

func (q *queue[T]) shift() T {
	var zero T
	v := q.items[q.head]
	q.items[q.head] = zero
	q.head++
	if q.head == len(q.items) {
		q.items, q.head = q.items[:0], 0
	}
	return v
}

// take empties the queue and returns what was in it.
func (q *queue[T]) take() []T {
	items := q.items[q.head:]
	q.items, q.head = nil, 0
	return items
}
