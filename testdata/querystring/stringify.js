const qs = require('querystring');
const show = (...args) => {
  try {
    console.log(qs.stringify(...args));
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
show({ a: 1, b: 'x y', c: [1, 2, 'é'], d: true, e: null, f: undefined, g: NaN, h: Infinity, i: 10n, j: {}, k: () => 1, l: Symbol('x'), m: [] });
show({ a: '\ud800' });
show({ a: '😀' });
show({ 'é&=': '&=' });
show({ a: 1e21, b: -1e22, c: 1e20, d: 0.1, e: -0 });
show({ a: [], b: 1 });
show({ b: 1, a: [], c: 2 });
show({ a: 1, b: 2 }, ';', ':');
show({ a: 'x y', n: 5 }, '&', '=', { encodeURIComponent: (s) => `[${s}]` });
show({ a: [null, undefined, {}] });
for (const value of ['abc', [1, 2, 3], 5, null, undefined, () => 1]) show(value);
show({ a: 1, b: 2 }, 5, 6);
show({ a: "!'()*-._~%" });
show({ get a() { throw new TypeError('boom'); } });
for (const value of ['a b', 'é', '\ud800', '', 5, null, undefined, {}, [1, 2], Symbol('x'), { toString() { return 'q q'; } }]) {
  try {
    console.log(qs.escape(value));
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
for (const value of ['a%20b', '%zz', '%E4%BD%A0', '%E4%BD', '+', 5, null]) console.log(qs.unescape(value));
for (const [value, spaces] of [['a+b%20c', true], ['a+b', false], ['%', true], ['%41%', true], ['%zz+', true]]) console.log(qs.unescapeBuffer(value, spaces).toString());
const { escape } = qs;
qs.escape = (s) => `E${s}`;
show({ a: 1, b: 'x' });
qs.escape = escape;
console.log(Object.entries(qs).map(([name, f]) => `${name} ${f.name} ${f.length}`).join('; '), qs.encode === qs.stringify);
