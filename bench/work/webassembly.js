// The same work in WebAssembly and in JavaScript: calls (fib), a loop over memory, and calls across the border.
const section = (id, ...bytes) => [id, bytes.length, ...bytes];
const text = (s) => [s.length, ...s.split('').map((c) => c.charCodeAt(0))];
const fib = [0, 0x20, 0, 0x41, 2, 0x48, 0x04, 0x7f, 0x20, 0, 0x05, 0x20, 0, 0x41, 1, 0x6b, 0x10, 1, 0x20, 0, 0x41, 2, 0x6b, 0x10, 1, 0x6a, 0x0b, 0x0b];
const sum = [1, 1, 0x7f, 0x03, 0x40, 0x20, 0, 0x41, 4, 0x6b, 0x22, 0, 0x28, 2, 0, 0x20, 1, 0x6a, 0x21, 1, 0x20, 0, 0x0d, 0, 0x0b, 0x20, 1, 0x0b];
const cross = [0, 0x20, 0, 0x10, 0, 0x0b];
const bytes = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0,
  ...section(1, 1, 0x60, 1, 0x7f, 1, 0x7f), ...section(2, 1, ...text('js'), ...text('f'), 0, 0), ...section(3, 3, 0, 0, 0), ...section(5, 1, 0, 16),
  ...section(7, 4, ...text('fib'), 0, 1, ...text('sum'), 0, 2, ...text('cross'), 0, 3, ...text('memory'), 2, 0),
  ...section(10, 3, fib.length, ...fib, sum.length, ...sum, cross.length, ...cross)]);
const { instance } = { instance: new WebAssembly.Instance(new WebAssembly.Module(bytes), { js: { f: (n) => n + 1 } }) };
const wasm = instance.exports;

const js = {
  fib(n) { return n < 2 ? n : js.fib(n - 1) + js.fib(n - 2); },
  sum(words, n) { let s = 0; while (n) s = s + words[--n] | 0; return s; },
};
function time(name, f) {
  const start = performance.now();
  const result = f();
  if (process.argv[2] === '-v') console.log(name.padEnd(12), (performance.now() - start).toFixed(2).padStart(9), 'ms', result);
}
const words = new Int32Array(wasm.memory.buffer).fill(3);
time('fib wasm', () => wasm.fib(24));
time('fib js', () => js.fib(24));
time('sum wasm', () => wasm.sum(words.length * 4));
time('sum js', () => js.sum(words, words.length));
time('call wasm', () => { let n = 0; for (let i = 0; i < 1e5; i++) n = wasm.fib(n & 1); return n; });
time('call js', () => { let n = 0; for (let i = 0; i < 1e5; i++) n = wasm.cross(n); return n; });
