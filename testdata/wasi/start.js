// flags: --no-warnings
const { WASI } = require('wasi');
const encode = (...parts) => new Uint8Array(parts.flat(9).flatMap((x) => typeof x === 'string' ? [...x].map((c) => c.charCodeAt(0)) : x));
const header = [0, 97, 115, 109, 1, 0, 0, 0];
const section = (id, ...parts) => { const bytes = [...encode(parts)]; return [id, bytes.length, ...bytes]; };
const name = (s) => [s.length, s];
// writes "hello\n" to standard output and exits with 7
const program = new WebAssembly.Module(encode(header,
  section(1, 3, 0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f, 0x60, 1, 0x7f, 0, 0x60, 0, 0),
  section(2, 2, name('wasi_snapshot_preview1'), name('fd_write'), 0, 0, name('wasi_snapshot_preview1'), name('proc_exit'), 0, 1),
  section(3, 1, 2), section(5, 1, 0, 1), section(7, 2, name('memory'), 2, 0, name('_start'), 0, 2),
  section(10, 1, 17, 0, 0x41, 1, 0x41, 0, 0x41, 1, 0x41, 16, 0x10, 0, 0x1a, 0x41, 7, 0x10, 1, 0x0b),
  section(11, 1, 0, 0x41, 0, 0x0b, 30, 24, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'hello\n')));
const wasi = new WASI({ version: 'preview1' });
const instance = new WebAssembly.Instance(program, wasi.getImportObject());
console.log(wasi.start(instance));
const leaving = new WASI({ version: 'preview1', returnOnExit: false });
process.on('exit', () => console.log('never'));
leaving.start(new WebAssembly.Instance(program, leaving.getImportObject()));
