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
