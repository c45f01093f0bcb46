// The shape of the module, wrong arguments and strings that are no Unicode.
const path = require('path');
for (const key of Reflect.ownKeys(path)) {
  const d = Object.getOwnPropertyDescriptor(path, key);
  console.log(key, typeof d.value, d.value.name, d.value.length, d.enumerable, d.writable, d.configurable);
}
console.log(path.win32.posix === path.posix, require('path/posix') === path.posix, require('node:path/win32') === path.win32);
for (const f of [
  () => path.format(5), () => path.format(null), () => path.format([]), () => path.format(() => {}), () => path.parse(5), () => path.join('a', 5),
  () => path.resolve('a', {}), () => path.resolve(5, '/a'), () => path.basename('a', 5), () => path.basename(5, 'a'), () => path.matchesGlob(5),
  () => path.matchesGlob('a', 5), () => path.relative(5), () => path.relative('a'), () => path.isAbsolute(), () => path.toNamespacedPath(5),
  () => path.win32.toNamespacedPath(5), () => path.win32.resolve(5, 'C:\\a'), () => path.win32.resolve(5, '\\a'), () => path.dirname(), () => path.extname({}),
  () => new path.join('a'), () => path.format({ dir: 5, name: true, ext: 7 }), () => path.format({ dir: { toString() { return 'D'; } }, base: [1] }),
]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
console.log(path.join('a\ud800', 'é', '\udc00\ud83d\ude00') === 'a\ud800/é/\udc00\ud83d\ude00', path.parse('/é/ü.ö'));
const { cwd } = process;
process.cwd = () => '/else/where';
console.log(path.resolve('x'), path.relative('/else', ''));
process.cwd = () => { throw new Error('no cwd'); };
try {
  path.resolve('x');
} catch (e) {
  console.log(e.message);
}
process.cwd = cwd;
