// Iterator helpers: laziness, closing, errors.
function* count() { try { for (let i = 0; ; i++) { console.log('yield', i); yield i; } } finally { console.log('closed'); } }
console.log(count().filter((x) => x % 2).map((x) => x * 10).drop(1).take(2).toArray());
console.log(count().find((x) => x === 1), count().some((x) => x > 0), count().take(2).reduce((a, b) => a + b));
const helper = [[1, 2], new Set([3])].values().flatMap((x) => x);
console.log(helper.next(), helper.return(), helper.next(), helper[Symbol.toStringTag]);
console.log([...Iterator.concat([1], 'a b'.split(' '), new Map([[1, 2]]))], Iterator.from('ab').toArray());
console.log(Iterator.from({ next() { return { done: this.n > 2, value: this.n++ }; }, n: 0 }).toArray());
class Mine extends Iterator { next() { return { done: true }; } }
console.log(new Mine() instanceof Iterator, [].values() instanceof Iterator, new Mine().toArray());
for (const f of [
  () => Iterator(), () => new Iterator(), () => [].values().take(-1), () => [].values().map.call(1, (x) => x),
  () => [].values().reduce((a) => a), () => Iterator.from(1), () => [1].values().flatMap((x) => x).next(), () => Iterator.concat(1),
  () => { const h = [1].values().map(() => h.next()); h.next(); }, () => count().map((x) => { throw new Error('mapper'); }).next(),
]) {
  try { console.log(f()); } catch (e) { console.log(e.name + ': ' + e.message); }
}
{
  const it = [1].values().map((x) => x);
  console.log(it, Object.getOwnPropertyNames(Object.getPrototypeOf(it)).sort());
}
