package modules

// Local is state of type T that each Env has one of, for Go code that serves
// several modules. It is made on first use. A Local holds no state itself:
// make it once, as a package variable.
type Local[T any] struct{ make func(*Env) *T }

// NewLocal describes the state; make builds it for an Env.
func NewLocal[T any](make func(*Env) *T) *Local[T] { return &Local[T]{make} }

// Of returns the state of the Env.
func (l *Local[T]) Of(e *Env) *T {
	if v, ok := e.locals[l]; ok {
		return v.(*T)
	}
	if e.locals == nil {
		e.locals = map[any]any{}
	}
	v := l.make(e)
	e.locals[l] = v
	return v
}
