// flags: --no-warnings
const { WASI } = require('wasi');
const fs = require('fs');
const path = require('path');
const os = require('os');
const box = fs.mkdtempSync(path.join(os.tmpdir(), 'wasi-'));
fs.mkdirSync(path.join(box, 'in'));
fs.writeFileSync(path.join(box, 'outside'), 'secret');
fs.writeFileSync(path.join(box, 'in', 'a'), 'hello');
fs.symlinkSync('a', path.join(box, 'in', 'inner'));
fs.symlinkSync('../outside', path.join(box, 'in', 'outer'));
fs.symlinkSync('/etc', path.join(box, 'in', 'absolute'));
const memory = new WebAssembly.Memory({ initial: 1 });
const view = new DataView(memory.buffer), bytes = new Uint8Array(memory.buffer);
const wasi = new WASI({ version: 'preview1', args: ['program', 'ünï'], env: { A: '1', B: undefined, C: 'x y' }, preopens: { '/data': path.join(box, 'in') } });
wasi.finalizeBindings({ exports: { memory } });
const call = new Proxy(wasi.wasiImport, { get: (target, name) => (...args) => target[name](...args) });
const put = (text, at) => { const b = Buffer.from(text); bytes.set(b, at); return b.length; };
const text = (at, size) => Buffer.from(memory.buffer, at, size).toString();
const all = 0xfbffe98n;
const READ = 2n, SEEK = 4n, TELL = 32n, WRITE = 64n;

console.log(call.args_sizes_get(0, 4), view.getUint32(0, true), view.getUint32(4, true));
console.log(call.args_get(0, 100), JSON.stringify(text(100, 14)), view.getUint32(4, true));
console.log(call.environ_sizes_get(0, 4), view.getUint32(0, true), view.getUint32(4, true));
console.log(call.environ_get(0, 100), JSON.stringify(text(100, 10)));
console.log(call.fd_prestat_get(3, 0), view.getUint32(0, true), view.getUint32(4, true), call.fd_prestat_dir_name(3, 100, 5), text(100, 5));
console.log(call.fd_fdstat_get(3, 0), view.getUint8(0), view.getBigUint64(8, true), view.getBigUint64(16, true));

const open = (name, oflags, rights, flags = 0, follow = 1) => [call.path_open(3, follow, 1000, put(name, 1000), oflags, rights, 0n, flags, 2000), view.getUint32(2000, true)];
const vector = (...pairs) => pairs.flat().forEach((n, i) => view.setUint32(3000 + 4 * i, n, true));
console.log(open('a', 0, READ | SEEK | TELL));
vector([4000, 2], [4100, 10]);
console.log(call.fd_read(4, 3000, 2, 2000), view.getUint32(2000, true), text(4000, 2), text(4100, 3));
console.log(call.fd_tell(4, 2000), view.getBigUint64(2000, true), call.fd_seek(4, -2n, 2, 2000), view.getBigUint64(2000, true));
vector([4000, 10]);
console.log(call.fd_read(4, 3000, 1, 2000), text(4000, 2), call.fd_read(4, 3000, 1, 2000), view.getUint32(2000, true));
console.log(call.fd_pread(4, 3000, 1, 1n, 2000), text(4000, 4), call.fd_write(4, 3000, 1, 2000));
console.log(call.fd_seek(4, -9n, 0, 2000), call.fd_seek(4, 0n, 7, 2000), call.fd_close(4), call.fd_close(4), call.fd_read(99, 0, 0, 0));

for (const name of ['inner', 'outer', '../outside', '/etc/passwd', 'x/../a', './a', 'missing', 'a/b', '', 'in/../../a']) {
  const [error, fd] = open(name, 0, READ);
  console.log(name, error, error === 0 ? call.fd_close(fd) : '');
}
console.log(open('new', 1 | 4, READ | WRITE | SEEK), open('new', 1 | 4, READ)[0]);
vector([4000, put('first ', 4000)], [4100, put('second', 4100)]);
console.log(call.fd_write(4, 3000, 2, 2000), view.getUint32(2000, true), fs.readFileSync(path.join(box, 'in', 'new'), 'utf8'));
vector([4200, put('F', 4200)]);
console.log(call.fd_pwrite(4, 3000, 1, 0n, 2000), call.fd_filestat_get(4, 2000), view.getUint8(2016), view.getBigUint64(2032, true));
console.log(call.fd_close(4), open('new', 0, WRITE, 1));
console.log(call.fd_write(4, 3000, 1, 2000), call.fd_close(4), fs.readFileSync(path.join(box, 'in', 'new'), 'utf8'));
console.log(open('new', 8, WRITE), call.fd_close(4), fs.statSync(path.join(box, 'in', 'new')).size);

const one = (name) => [1000, put(name, 1000)];
console.log(call.path_create_directory(3, ...one('d')), call.path_create_directory(3, ...one('d')), open('d', 2, 0n), call.fd_close(4), open('a', 2, 0n)[0]);
console.log(call.path_filestat_get(3, 1, ...one('d'), 2000), view.getUint8(2016), call.path_filestat_get(3, 0, ...one('inner'), 2000), view.getUint8(2016), call.path_filestat_get(3, 0, ...one('no'), 2000));
console.log(call.path_readlink(3, ...one('inner'), 4000, 10, 2000), view.getUint32(2000, true), text(4000, 1));
console.log(call.path_symlink(4000, put('a', 4000), 3, ...one('d/link')), call.path_rename(3, ...one('new'), 3, 1100, put('d/moved', 1100)), fs.readdirSync(path.join(box, 'in', 'd')).join());
console.log(call.path_remove_directory(3, ...one('d')), call.path_unlink_file(3, ...one('d')), call.path_unlink_file(3, ...one('d/moved')), call.path_unlink_file(3, ...one('d/link')), call.path_remove_directory(3, ...one('d')));
console.log(call.fd_readdir(3, 5000, 1000, 0n, 2000), (() => {
  const names = [];
  for (let at = 5000; at < 5000 + view.getUint32(2000, true);) { const n = view.getUint32(at + 16, true); names.push(text(at + 24, n) + view.getUint8(at + 20)); at += 24 + n; }
  return names.sort().join();
})());
console.log(call.clock_time_get(0, 1n, 0), Math.abs(Number(view.getBigUint64(0, true) / 1000000n) - Date.now()) < 60000, call.clock_time_get(9, 1n, 0));
console.log(call.random_get(6000, 32), bytes.subarray(6000, 6032).some((b) => b), call.sched_yield(), call.random_get(65530, 100));
view.setBigUint64(7000, 77n, true); view.setUint8(7008, 0); view.setUint32(7016, 1, true); view.setBigUint64(7024, 2000000n, true); view.setUint16(7040, 0, true);
console.log(call.poll_oneoff(7000, 7100, 1, 2000), view.getUint32(2000, true), view.getBigUint64(7100, true), view.getUint16(7108, true), view.getUint8(7110), call.poll_oneoff(7000, 7100, 0, 2000));
fs.rmSync(box, { recursive: true });
