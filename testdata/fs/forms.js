'use strict';
// One file, three forms: callbacks, promises and the FileHandle.
const fs = require('fs');
const os = require('os');
const path = require('path');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));
const file = path.join(dir, 'a.txt');
const shown = (err) => err && `${err.code} ${err.syscall} ${err.message.split(dir).join('DIR')}`;

fs.writeFile(file, 'hello', (...args) => {
  console.log('writeFile', args);
  fs.appendFile(file, Buffer.from(' world'), (...args) => {
    console.log('appendFile', args);
    fs.readFile(file, 'utf8', (...args) => {
      console.log('readFile', args);
      fs.readFile(path.join(dir, 'none'), (err) => {
        console.log('missing', shown(err));
        promises().then(() => console.log('done'));
      });
    });
  });
});

async function promises() {
  const p = fs.promises;
  console.log(p === require('fs/promises'));
  await p.mkdir(path.join(dir, 'sub/deep'), { recursive: true });
  await p.copyFile(file, path.join(dir, 'sub/b.txt'));
  console.log(await p.readdir(dir, { recursive: true }));
  for (const entry of await p.readdir(dir, { withFileTypes: true })) console.log(entry.name, entry.isFile(), entry.isDirectory());
  await p.stat(path.join(dir, 'none')).catch((err) => console.log(shown(err)));
  await p.open(5).catch((err) => console.log(err.code, err.message));

  const handle = await p.open(file, 'r+');
  console.log(typeof handle.fd, (await handle.stat()).size);
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 6);
  console.log(bytesRead, buffer.toString());
  console.log((await handle.write('HELLO', 0)).bytesWritten);
  console.log(await handle.readFile('latin1'));
  await handle.truncate(3);
  await handle.close();
  await handle.close();
  await handle.read(Buffer.alloc(1)).catch((err) => console.log(err.code, err.message, err.syscall));
  console.log(fs.readFileSync(file, 'base64'));

  const opened = await p.opendir(dir);
  const names = [];
  for await (const entry of opened) names.push(entry.name);
  console.log(names.sort());
  await opened.close().catch((err) => console.log(err.code));

  const controller = new AbortController();
  controller.abort();
  await p.readFile(file, { signal: controller.signal }).catch((err) => console.log(err.name, err.code));
  await new Promise((resolve) => fs.access(file, (...args) => resolve(console.log('access', args))));
  await new Promise((resolve) => fs.exists(file, resolve)).then((v) => console.log('exists', v));
  const stats = fs.statSync(file, { bigint: true });
  console.log(typeof stats.mtimeNs, stats.size, stats.isFile(), stats.mtime instanceof Date, Object.keys(stats).join());
  fs.utimesSync(file, 1, new Date(2500));
  console.log(fs.statSync(file).mtime.toISOString(), fs.statSync(file).atimeMs);
  fs.symlinkSync('a.txt', path.join(dir, 'link'));
  console.log(fs.readlinkSync(path.join(dir, 'link')), fs.lstatSync(path.join(dir, 'link')).isSymbolicLink());
  console.log(path.basename(fs.realpathSync(path.join(dir, 'link'))));
  fs.cpSync(dir, `${dir}-copy`, { recursive: true, filter: (src) => !src.endsWith('deep') });
  console.log(fs.readdirSync(`${dir}-copy`, { recursive: true }).sort());
  await p.rm(`${dir}-copy`, { recursive: true });
  console.log(fs.existsSync(`${dir}-copy`));
}
