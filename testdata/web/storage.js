const attempt = (name, f) => {
  try {
    console.log(name, f());
  } catch (e) {
    console.log(name, e.name, e.code, e.message);
  }
};
sessionStorage.setItem('a', 1);
sessionStorage.b = {};
console.log(sessionStorage.length, sessionStorage.getItem('a'), sessionStorage.b, sessionStorage.key(0), sessionStorage.key(9));
console.log(Object.keys(sessionStorage), 'a' in sessionStorage, sessionStorage.getItem('none'), sessionStorage.none);
console.log(delete sessionStorage.a, sessionStorage.removeItem('none'), sessionStorage.length);
for (const [method, ...args] of [['getItem'], ['setItem', 'a'], ['key'], ['removeItem']]) {
  attempt(method, () => sessionStorage[method](...args));
}
attempt('this', () => Storage.prototype.getItem.call({}, 'x'));
attempt('prototype', () => Storage.prototype.length);
attempt('quota', () => sessionStorage.setItem('x', 'y'.repeat(11 * 1024 * 1024)));
attempt('new', () => new Storage());
sessionStorage.clear();
console.log(sessionStorage.length);
const s = sessionStorage;
for (const k of ['z', 'a', 'é', 'Z', '\u{1F600}', '10', '9']) s[k] = k;
console.log(Object.keys(s), s.key('x'), s.key(2 ** 32 + 1), s.key(-1));
s.length = 5;
s.getItem = 7;
s.__proto__ = 'p';
console.log(s.length, typeof s.getItem, s.getItem('getItem'), s.getItem('length'), s.getItem('__proto__'));
console.log('getItem' in s, Object.keys(s).includes('getItem'), Object.getPrototypeOf(s) === Storage.prototype);
console.log(Object.getOwnPropertyDescriptor(s, 'a'), Object.getOwnPropertyDescriptor(s, 'none'), Object.isExtensible(s));
console.log(Object.defineProperty(s, 'dp', { value: 9, configurable: true, enumerable: true, writable: true }).dp);
attempt('symbol', () => s.setItem('a', Symbol()));
attempt('symbol', () => { s.a = Symbol(); });
attempt('symbol', () => s.getItem(Symbol()));
attempt('clone', () => structuredClone(s));
s.setItem('lone', '\ud800a');
s.setItem('nul\0k', 'v\0w');
console.log(s.lone.charCodeAt(0), s['nul\0k'].length, String(s));
s.clear();
attempt('full', () => s.setItem('big', 'x'.repeat(5 * 1024 * 1024 - 3)));
attempt('too full', () => s.setItem('k', ''));
try {
  s.setItem('c', 'x'.repeat(1e7));
} catch (e) {
  console.log(e instanceof DOMException, e.constructor.name, e.quota, e.requested);
}
console.log(Reflect.ownKeys(Storage.prototype), Object.getOwnPropertyNames(Storage));
