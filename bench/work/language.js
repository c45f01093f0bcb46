'use strict';
// What most programs are made of: calls, objects, closures, arrays, strings, JSON.
class Item {
  #tags = new Set();
  constructor(id, name) {
    this.id = id;
    this.name = name;
  }
  tag(t) {
    this.#tags.add(t);
    return this;
  }
  get tags() {
    return [...this.#tags];
  }
}
const items = [];
for (let i = 0; i < 3000; i++) items.push(new Item(i, `item ${i % 97}`).tag(`t${i % 5}`).tag('all'));
const groups = new Map();
for (const item of items) {
  const key = item.name.split(' ')[1].padStart(3, '0');
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push({ ...item, tags: item.tags });
}
const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, list]) => ({ key, n: list.length, ids: list.map((x) => x.id).filter((id) => id % 3) }));
const text = JSON.stringify(sorted);
const back = JSON.parse(text, (k, v) => (typeof v === 'number' ? v + 1 : v));
const words = text.replace(/[^\w]+/g, ' ').trim().split(' ');
const counts = words.reduce((acc, w) => ({ ...acc, [w.length]: (acc[w.length] ?? 0) + 1 }), {});
function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
function* naturals(max) {
  for (let i = 0; i < max; i++) yield i;
}
let sum = 0;
for (const n of naturals(5000)) sum += n;
if (fib(18) !== 2584 || back.length !== 97 || sum !== 12497500 || !counts[3]) throw new Error('wrong');
