// URLSearchParams: what it is made of, its methods, and its tie to a URL.
const attempt = (f) => {
  try {
    return String(f());
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
};
for (const init of [
  '?a=b&c=d', '', '?', '??a=1', '&&a', 'a=%zz&%41=+', 'a=%F0%9F%98%80', 'a=%ff', null, undefined, 5, {}, { a: 1, b: [1, 2] }, [],
  [['a', 'b'], ['c', 'd']], new Map([['x', 'y']]), new URLSearchParams('q=1&q=2'), [new Set(['s', 't'])], ['ab'], [['a', 'b', 'c']], [1], [[1]],
  [null], { [Symbol.iterator]: 5 }, { [Symbol('x')]: 5 }, new String('a=b'), Object.create({ x: 1 }, { y: { value: 2, enumerable: true } }),
]) console.log(attempt(() => new URLSearchParams(init)));
const p = new URLSearchParams('a=1&b=2&a=3&c=4');
const show = () => console.log(p.toString(), p.size);
p.append('a', '4'); show();
p.delete('b'); show();
p.set('a', 'x'); show();
p.set('n', null); show();
console.log(p.has('a', 'x'), p.has('a', 'y'), p.get('nope'), p.getAll('a'));
p.sort(); show();
p.forEach(function(value, name, params) { console.log(name, value, params === p, this.me); }, { me: 1 });
const it = p[Symbol.iterator]();
console.log(it.next(), it[Symbol.toStringTag]);
p.append('late', '1');
console.log([...it], it.next(), p.keys(), p.values(), p.entries());
const u = new URL('http://a/?x=1#h');
const tied = u.searchParams;
const both = () => console.log(u.href, '|', tied.toString());
tied.append('y', "it's"); both();
tied.delete('x'); both();
u.search = '?q=1'; both();
u.href = 'http://b/?r=2'; both();
u.hash = 'zz'; both();
u.search = ''; both();
tied.append('k', 'v'); u.pathname = '/pp'; both();
console.log(u.searchParams === tied, new URLSearchParams('z=b&a=b&z=a&a=a&\ud83c\udf08&\ufb03').sort());
for (const f of [
  () => p.append('a'), () => p.delete(), () => p.get(), () => p.getAll(), () => p.has(), () => p.set('a'), () => p.forEach(5),
  () => URLSearchParams(), () => URLSearchParams.prototype.get.call({}, 'a'), () => p.keys().next.call({}),
]) console.log(attempt(f));
console.log(p, [[[[p]]]], new URLSearchParams('name=' + 'x'.repeat(80) + '&b=1'));
