'use strict';
const { inspect, format, formatWithOptions } = require('util');
const p = (v, o) => console.log(inspect(v, o));
for (const v of [undefined, null, true, false, 0, -0, 1, -1, 1.5, NaN, Infinity, -Infinity, 1e21, 1e-7, 123456789,
  0x7fffffff, 2 ** 53, 0n, 1n, -12345678901234567890n, '', 'a', Symbol(), Symbol('x'), Symbol('a b'), Symbol.iterator,
  Symbol.for('reg'), Symbol("it's \n")]) p(v);
for (const v of ["it's", '"', `it's "x"`, 'it\'s "x" `y`', "it's \"x\" ${", 'back\\slash', 'new\nline', 'tab\t', '\b\f\r\v\0',
  '\x1b[31m', '\x7f\x80\x9f\xa0', 'é', '日本', '😀', '\ud83d', '\ude00', 'a\ud83db', '\ud83d\ude00x\ude00', "\ud83d'", 'x'.repeat(120) + '\n']) p(v);
for (const v of [1234567, -1234567, 123, 1234.56789, -0.0001234, 1e21, 123456789n, 1000, 999, 0.1234567, NaN, -Infinity])
  p(v, { numericSeparator: true });
p('a'.repeat(20), { maxStringLength: 5 });
p('a'.repeat(6), { maxStringLength: 5 });
p('a'.repeat(6), { maxStringLength: 0 });
p('a'.repeat(6), { maxStringLength: null });
p('a'.repeat(10005));
p(['a'.repeat(10005)], { maxStringLength: Infinity });
p('line one\nline two\nline three is a bit longer than the others\n'.repeat(3));
p({ text: 'line one\nline two\nline three is a bit longer than the others\n'.repeat(3) });
p({ a: { b: 'x'.repeat(100) } });
p({ a: { b: 'x\n'.repeat(20) } }, { compact: true });
p({ a: { b: 'x\n'.repeat(20) } }, { compact: false });
p('x\n'.repeat(20), { breakLength: 10 });
p('short\ntext', { breakLength: 4 });
for (const v of [Object(1), Object(-0), Object('abc'), Object(true), Object(1n), Object(Symbol('s')), Object('')]) p(v);
for (const v of [Object(1), Object('abc'), Object(1n), Object(Symbol('s')), Object(false)]) {
  v.extra = 'yes'; p(v);
  Object.setPrototypeOf(v, null); p(v);
}
class N extends Number {} p(new N(3));
class S extends String {} p(new S('abc'));
class B extends Boolean {} p(new B(true));
p(Object('abc'), { showHidden: true });
p([Object(1), Object('x')]);
p(Object('abc'), { colors: true });
p(Object(1), { colors: true });
