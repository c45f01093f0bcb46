// Primitive values, boxed ones, and strings in all their quoting, alone and in arrays and properties.
const { inspect } = require('util');
const values = [
  undefined, null, true, false, 0, -0, 1, -1, 1.5, 1e21, 1e-7, NaN, Infinity, -Infinity, 123456789, 1234.5678, -123456.789, 0.0000123,
  0n, -5n, 123456789012345678901234567890n, Symbol(), Symbol('a'), Symbol('a b'), Symbol.iterator, Symbol.for('x y'), Symbol("it's"),
  '', 'a', "it's", 'say "hi"', `both ' and "`, 'all \' " `', 'line\nbreak', 'tab\t', 'nul\0', '\x7f', '\x9f', '\u2028', '\ud800', 'a\udc00b', '😀',
  'back\\slash', '${x}', '\b\f\v\r', '\x1b[31m', 'ü', '漢字', 'a'.repeat(30), 'x'.repeat(200), 'one\ntwo\nthree', 'word '.repeat(30),
  new String('boxed'), new Number(5), new Number(-0), new Boolean(false), Object(Symbol('s')), Object(7n), Object.assign(new String('abc'), { x: 1 }),
  Object.assign(new Number(3), { y: 2 }), new (class Str extends String {})('sub'), new (class Num extends Number {})(1),
];
const options = [
  undefined, { numericSeparator: true }, { colors: true }, { maxStringLength: 5 }, { maxStringLength: 0 }, { compact: false }, { breakLength: 20 },
];
for (const [i, v] of values.entries()) {
  for (const o of options) {
    console.log(i, inspect(v, o));
    console.log(i, inspect([v], o));
  }
  console.log(i, inspect({ v, [typeof v === 'string' || typeof v === 'symbol' ? v : typeof v]: v }));
}
