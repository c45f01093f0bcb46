// util.format, and inspect.custom's options and stylize.
const util = require('util');
const args = [undefined, null, 0, -0, 1.5, 12n, 'text', '', Symbol('s'), true, {}, { a: { b: { c: { d: 1 } } } }, [1, [2, [3, [4]]]], () => 1, function f() {}, class C {}, new Date(0), new Map([[1, 2]]), { toString() { return 'mine'; } }, new (class T { toString() { return 'T!'; } })(), Object.create(null), NaN, '12px', '0x1f', ' 7 ', new Proxy({}, {})];
for (const d of ['%s', '%d', '%i', '%f', '%j', '%o', '%O', '%c', '%%', '%x', '%']) for (const a of args) {
  let out; try { out = util.format(`<${d}>`, a); } catch (e) { out = e.name + e.message; }
  console.log(d, out);
}
console.log(util.format('%s'), util.format('a', 'b', { c: 1 }), util.format(1, 2, '3'), util.format('%s %s', 1), util.format('%s', 'a', 'b'), util.format(), util.format('%%s', 1), util.format('%s%d', 'a'));
console.log(util.formatWithOptions({ colors: true }, '%s %O %d', 'x', { a: 1 }, 5, [1]), util.formatWithOptions({ compact: false }, '%O', { a: { b: 1 } }));
const styled = { [util.inspect.custom](d, o) { return ['special', 'number', 'bigint', 'boolean', 'undefined', 'null', 'string', 'symbol', 'date', 'regexp', 'module', 'name'].map((s) => o.stylize(s, s)).join(' '); } };
console.log(util.inspect(styled), util.inspect(styled, { colors: true }), util.inspect({ styled }, { stylize: (t, s) => `<${s}>${t}` }));
for (const t of ['bold', 'red', ['red', 'underline'], 'bgBlue', 'gray']) console.log(JSON.stringify(util.styleText(t, 'x', { validateStream: false })));
for (const s of ['a\x1b[31mb\x1b[39mc', '\x1b]8;;http://x\x07link\x1b]8;;\x07']) console.log(util.stripVTControlCharacters(s));
