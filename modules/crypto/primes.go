package crypto

import (
	"context"
	"crypto/rand"
	"math"
	"math/big"

	"github.com/dop251/goja"

	"github.com/gonode/gonode/modules"
	"github.com/gonode/gonode/modules/internal/buffers"
)

// candidate takes a number: a bigint, or bytes with the highest first.
func (m *module) candidate(v goja.Value, name string) (*big.Int, error) {
	if goja.IsBigInt(v) {
		n := v.Export().(*big.Int)
		if n.Sign() < 0 {
			return nil, m.env.OutOfRange(name, ">= 0", v)
		}
		return n, nil
	}
	b, ok := buffers.Copy(m.env, v)
	if !ok {
		return nil, m.env.InvalidArgType(name, v, "ArrayBuffer", "TypedArray", "Buffer", "DataView", "bigint")
	}
	return new(big.Int).SetBytes(b), nil
}

func (m *module) checkArguments(c modules.Call) (n *big.Int, rounds int, err error) {
	if n, err = m.candidate(c.Argument(0), "candidate"); err != nil {
		return nil, 0, err
	}
	rounds = 20
	if o, ok := c.Argument(1).(*goja.Object); ok && !modules.IsFunction(o) {
		if v := o.Get("checks"); v != nil && !goja.IsUndefined(v) {
			checks, err := m.env.ValidateInteger(v, "options.checks", 0, math.MaxInt32)
			if err != nil {
				return nil, 0, err
			}
			rounds = max(int(checks), rounds)
		}
	}
	return n, rounds, nil
}

// checkPrimeSync is crypto.checkPrimeSync(candidate[, options]).
func (m *module) checkPrimeSync(c modules.Call) (goja.Value, error) {
	n, rounds, err := m.checkArguments(c)
	if err != nil {
		return nil, err
	}
	return modules.Bool(n.ProbablyPrime(rounds)), nil
}

// checkPrime is crypto.checkPrime(candidate[, options], callback).
func (m *module) checkPrime(c modules.Call) (goja.Value, error) {
	n, rounds, err := m.checkArguments(c)
	if err != nil {
		return nil, err
	}
	at := 2
	if modules.IsFunction(c.Argument(1)) {
		at = 1
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	modules.AsyncAs(m.env, "CHECKPRIMEREQUEST", func(context.Context) (bool, error) { return n.ProbablyPrime(rounds), nil },
		func(prime bool, _ error) { cb.Call(goja.Undefined(), modules.Bool(prime)) })
	return nil, nil
}

// primeCall is a call of generatePrime.
type primeCall struct {
	bits     int
	safe     bool
	add, rem *big.Int
	asBigInt bool
}

func (m *module) primeArguments(c modules.Call) (p primeCall, err error) {
	size, err := c.Int(0, "size", 1, math.MaxInt32)
	if err != nil {
		return p, err
	}
	p.bits = int(size)
	o, ok := c.Argument(1).(*goja.Object)
	if !ok || modules.IsFunction(o) {
		return p, nil
	}
	for name, to := range map[string]*bool{"safe": &p.safe, "bigint": &p.asBigInt} {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) {
			if !modules.IsBoolean(v) {
				return p, m.env.InvalidArgType("options."+name, v, "boolean")
			}
			*to = v.ToBoolean()
		}
	}
	for name, to := range map[string]**big.Int{"add": &p.add, "rem": &p.rem} {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) {
			if *to, err = m.candidate(v, "options."+name); err != nil {
				return p, err
			}
		}
	}
	if p.add != nil && p.add.BitLen() > p.bits {
		return p, modules.RangeError("ERR_OUT_OF_RANGE", "invalid options.add")
	}
	return p, nil
}

// generate finds a prime; it gives up when ctx ends.
func (p primeCall) generate(ctx context.Context) (*big.Int, error) {
	for ctx.Err() == nil {
		if p.bits == 1 {
			break
		}
		n, err := rand.Prime(rand.Reader, max(p.bits, 2))
		if err != nil {
			return nil, err
		}
		if p.add != nil && p.add.Sign() > 0 {
			rem := p.rem
			if rem == nil {
				rem = big.NewInt(1)
			}
			n.Sub(n, new(big.Int).Mod(n, p.add)).Add(n, rem)
			if n.BitLen() != p.bits || !n.ProbablyPrime(20) {
				continue
			}
		}
		if p.safe {
			if half := new(big.Int).Rsh(n, 1); !half.ProbablyPrime(20) {
				continue
			}
		}
		return n, nil
	}
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return nil, opensslError("0180007B", "bignum routines", "bits too small")
}

func (m *module) primeValue(p primeCall, n *big.Int) goja.Value {
	if p.asBigInt {
		return m.env.VM.ToValue(n)
	}
	return m.asArrayBuffer(n.FillBytes(make([]byte, (p.bits+7)/8)))
}

// generatePrimeSync is crypto.generatePrimeSync(size[, options]).
func (m *module) generatePrimeSync(c modules.Call) (goja.Value, error) {
	p, err := m.primeArguments(c)
	if err != nil {
		return nil, err
	}
	n, err := p.generate(m.env.Ctx)
	if err != nil {
		return nil, err
	}
	return m.primeValue(p, n), nil
}

// generatePrime is crypto.generatePrime(size[, options], callback).
func (m *module) generatePrime(c modules.Call) (goja.Value, error) {
	at := 2
	if modules.IsFunction(c.Argument(1)) {
		at = 1
	}
	p, err := m.primeArguments(c)
	if err != nil {
		return nil, err
	}
	cb, err := c.Callback(at, "callback")
	if err != nil {
		return nil, err
	}
	modules.AsyncAs(m.env, "RANDOMPRIMEREQUEST", p.generate, func(n *big.Int, err error) {
		if err != nil {
			cb.Call(m.env.Error(err))
			return
		}
		cb.Call(goja.Undefined(), m.primeValue(p, n))
	})
	return nil, nil
}
