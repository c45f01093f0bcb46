// The class URL: its parts, setters, errors and shape.
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return [e.name, e.code, e.message, e.input, e.base].map(String).join(' | ');
  }
};
const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
for (const input of ['http://u:p@a.b:90/x?y#z', 'https://EXAMPLE.org:443/a/../b', 'file:///c|/x', 'mailto:a b', 'blob:https://a.example/x', 'http://é/ü', 'http://0x7f.1']) {
  const u = new URL(input);
  console.log(parts.map((part) => u[part]).join(' '));
}
const u = new URL('http://u:p@a.b:90/x?y#z');
for (const [part, value] of [
  ['protocol', 'https'], ['protocol', 'mailto'], ['username', 'ü'], ['password', ''], ['host', 'c.d:443'], ['host', ''], ['hostname', 'é'],
  ['port', '8080'], ['port', '65536'], ['port', ''], ['pathname', '/a b'], ['search', "?x y'"], ['hash', '#h h'], ['hash', ''],
]) {
  u[part] = value;
  console.log(part, JSON.stringify(value), u.href);
}
console.log(attempt(() => new URL()));
console.log(attempt(() => new URL('x')));
console.log(attempt(() => new URL('x', 'y')));
console.log(attempt(() => new URL('x', null)));
console.log(attempt(() => URL('x')));
console.log(attempt(() => { u.href = 'x'; }));
console.log(attempt(() => URL.parse()), attempt(() => URL.parse('x')), attempt(() => URL.parse('x', 'http://a').href));
console.log(attempt(() => URL.canParse()), URL.canParse('x'), URL.canParse('x', 'http://a'));
console.log(attempt(() => new URL(Symbol('s'))));
console.log(attempt(() => URL.prototype.toString.call({})));
console.log(JSON.stringify(u), String(u) === u.href, Object.prototype.toString.call(u), Object.keys(u).length);
class Sub extends URL {
  get shout() { return this.host.toUpperCase(); }
}
console.log(new Sub('http://q').shout, new Sub('http://q') instanceof URL, Reflect.construct(URL, ['http://r'], Sub).shout);
for (const target of [URL, URL.prototype]) {
  for (const key of Reflect.ownKeys(target)) {
    const d = Object.getOwnPropertyDescriptor(target, key);
    console.log(String(key), d.enumerable, d.configurable, d.writable, typeof d.value, d.get?.name, d.set?.name);
  }
}
console.log(u, [[[u]]]);
