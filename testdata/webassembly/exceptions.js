const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const thrown = new Error('mine');
const pass = (f) => new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 1, 0x60, 0, 0), section(2, 1, 1, 'a', 1, 'f', 0, 0),
  section(3, 1, 0), section(7, 1, 1, 'f', 0, 1), section(10, 1, 4, 0, 0x10, 0, 0x0b))), { a: { f } }).exports.f;
const outer = pass(() => { throw thrown; });
for (let i = 0; i < 2; i++) {
  try { outer(); } catch (e) { console.log(e === thrown); }
}
try { pass(() => { throw 7; })(); } catch (e) { console.log(e); }
try { pass(pass(() => { throw undefined; }))(); } catch (e) { console.log(e); }
try { pass(() => { outer(); })(); } catch (e) { console.log(e === thrown); }
let depth = 0;
const again = pass(() => { depth++; again(); });
try { again(); } catch (e) { console.log(e instanceof RangeError, e.message, depth > 10); }
const loop = new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 1, 0x60, 0, 0), section(3, 1, 0), section(7, 1, 1, 'f', 0, 0),
  section(10, 1, 4, 0, 0x10, 0, 0x0b)))).exports.f;
for (let i = 0; i < 2; i++) {
  try { loop(); } catch (e) { console.log(e instanceof RangeError, e.message); }
}
// reentrance: fac calls itself through JavaScript
const fac = new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 1, 0x60, 1, 0x7f, 1, 0x7f), section(2, 1, 1, 'a', 1, 'f', 0, 0),
  section(3, 1, 0), section(7, 1, 1, 'f', 0, 1),
  section(10, 1, 21, 0, 0x20, 0, 0x45, 0x04, 0x7f, 0x41, 1, 0x05, 0x20, 0, 0x20, 0, 0x41, 1, 0x6b, 0x10, 0, 0x6c, 0x0b, 0x0b))),
  { a: { f: (n) => fac(n) } }).exports.f;
console.log(fac(10));
// a tag of JavaScript: throw it with its value
const tag = new WebAssembly.Tag({ parameters: ['i32'] });
const throwing = new WebAssembly.Instance(new WebAssembly.Module(encode(header, section(1, 2, 0x60, 1, 0x7f, 0, 0x60, 0, 0), section(2, 1, 1, 'a', 1, 't', 4, 0, 0),
  section(3, 1, 0), section(7, 2, 1, 'f', 0, 0, 1, 't', 4, 0), section(10, 1, 6, 0, 0x20, 0, 0x08, 0, 0x0b))), { a: { t: tag } }).exports;
console.log(throwing.t === tag);
try { throwing.f(33); } catch (e) { console.log(e instanceof WebAssembly.Exception, e instanceof Error, e.is(tag), e.getArg(tag, 0)); }
for (const C of [WebAssembly.CompileError, WebAssembly.LinkError, WebAssembly.RuntimeError]) {
  const e = new C('text', { cause: 1 });
  console.log(e instanceof Error, e instanceof C, String(e), e.cause, Object.prototype.hasOwnProperty.call(e, 'message'), C('x').message, Object.keys(e), e.stack.split('\n')[0]);
  console.log(Object.prototype.toString.call(e), Object.prototype.hasOwnProperty.call(new C(), 'message'));
}
