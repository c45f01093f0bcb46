// flags: --no-deprecation
// url.format of objects of all kinds.
const url = require('url');
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return `${e.name} ${e.code} ${e.message}`;
  }
};
for (const o of [
  { protocol: 'http', host: 'a.com', pathname: 'x' }, { hostname: '::1', port: 80, protocol: 'http:' }, { hostname: '[::1]', port: '80' },
  { pathname: '/a#b?c', search: 'x#y', hash: 'z' }, { query: { a: 1, b: [2, 3] } }, { query: { a: 1 }, search: '?z' }, { query: {} },
  { auth: 'a:b@c', host: 'h', slashes: true }, { protocol: 'mailto', auth: 'u', host: 'h' }, { protocol: 'file', pathname: 'x' },
  { slashes: true }, { hash: '#x', search: '?y', pathname: 'p' }, { auth: 'é ', host: 'x' }, { protocol: 'http', pathname: 0, port: 0 },
  { query: 'a=b' }, { protocol: 'x::', host: 'y' }, 'HTTP://A/b c', 5, null, undefined, [], () => {},
]) console.log(attempt(() => url.format(o)));
const whatwg = new URL('http://u:p@xn--lck1c3crb1723bpq4a.com/a?a=b#c');
for (const options of [undefined, {}, { fragment: false }, { unicode: true }, { search: false }, { auth: false }, { auth: 0, search: '', fragment: null }, true, 5, []]) {
  console.log(JSON.stringify(options), attempt(() => url.format(whatwg, options)));
}
