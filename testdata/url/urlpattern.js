// URLPattern: constructor strings, components, groups, matches and errors.
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
};
const parts = ['protocol', 'username', 'password', 'hostname', 'port', 'pathname', 'search', 'hash', 'hasRegExpGroups'];
for (const args of [
  [], ['https://example.com/:id'], ['https://*.example.com/foo/*'], ['http{s}?://a:8080/b?q=:q#:h'], [{ pathname: '/books/:id(\\d+)' }],
  [{ pathname: '/:a/:b?' }], [{ pathname: '{/a}+' }], [{ pathname: '/x', baseURL: 'https://a.example:81/b?c#d' }], ['/y', 'https://a.example'],
  [{ hostname: '{:sub.}?example.com' }], [{ protocol: 'data', pathname: 'a b' }], ['https://[::1]:80/*'], [{ pathname: '/é' }], [{ port: '80', protocol: 'http' }],
  ['data\\:foo'], ['(foo)'], ['https://u:p@h/'], [{ search: '?a=:b' }, { ignoreCase: true }], [{ hash: '#a' }], ['https://e.x/a{b,c}'], [{ pathname: '/*/:x(.*)' }],
]) {
  console.log(JSON.stringify(args), attempt(() => {
    const p = new URLPattern(...args);
    return parts.map((part) => p[part]).join(' | ');
  }));
}
const p = new URLPattern({ pathname: '/:kind/:id(\\d+)?', search: '*' });
for (const args of [
  [{ pathname: '/a/1' }], [{ pathname: '/a/' }], [{ pathname: '/a/b' }], ['https://h/x/2?y'], ['/x/2?y', 'https://h'], ['/x', 'nope'], [], [null],
  [5], ['https://h/x/2', 5], [{ pathname: '/a/1' }, 'https://h'],
]) console.log(JSON.stringify(args), attempt(() => p.test(...args)), JSON.stringify(attempt(() => p.exec(...args))));
console.log(p.exec('https://h/x/'));
for (const f of [
  () => URLPattern(), () => new URLPattern(5), () => new URLPattern('('), () => new URLPattern('/x'), () => new URLPattern('/x', 'y'), () => new URLPattern({}, 'http://a'),
  () => new URLPattern({ pathname: '/:a/:a' }), () => new URLPattern('https://a', 5), () => new URLPattern('https://a', 'https://b', 5), () => new URLPattern(Symbol('s')),
  () => new URLPattern({ get hash() { throw new Error('boom'); } }), () => URLPattern.prototype.test.call({}),
  () => Object.getOwnPropertyDescriptor(URLPattern.prototype, 'hash').get.call({}), () => new URLPattern({ protocol: 'é' }), () => new URLPattern({ port: 'x' }),
]) console.log(attempt(f));
console.log(Object.prototype.toString.call(p), Object.keys(URLPattern.prototype).join(), URLPattern.length);
