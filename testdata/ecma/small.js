// Grouping, upsert, well-formed strings, HTML, promises.
console.log(Object.groupBy('abcb', (c, i) => (c === 'b' ? Symbol.for('b') : i)), Map.groupBy([0, -0, 1], (x) => x).size);
const map = new Map([['a', 1]]);
console.log(map.getOrInsert('a', 2), map.getOrInsert('b', 2), map.getOrInsertComputed(-0, (k) => Object.is(k, 0)), map);
const weak = new WeakMap(); const key = {};
console.log(weak.getOrInsert(key, 1), weak.getOrInsertComputed(key, () => 2));
console.log('a\ud800b'.isWellFormed(), '\u{1F600}'.isWellFormed(), 'a\udc00\ud800b'.toWellFormed(), 'x'.link('"y"'), ''.sup());
console.log(new Date(0).getYear(), new Date(2000, 0).setYear(99) === new Date(1999, 0).getTime(), Date.prototype.toGMTString === Date.prototype.toUTCString);
for (const f of [() => weak.getOrInsert(1), () => map.getOrInsertComputed(1), () => Object.groupBy(null), () => Object.groupBy([1])]) {
  try { f(); console.log('no error'); } catch (e) { console.log(e.name); }
}
const { promise, resolve } = Promise.withResolvers();
promise.then(console.log);
Promise.try((a, b) => resolve(a + b), 1, 2);
Promise.try(() => { throw new Error('thrown'); }).catch((e) => console.log(e.message));
