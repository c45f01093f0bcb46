'use strict';
// ReadStream and WriteStream: positions, events and errors.
const fs = require('fs');
const os = require('os');
const path = require('path');
const { pipeline } = require('stream/promises');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
process.on('exit', () => fs.rmSync(dir, { recursive: true }));
const file = path.join(dir, 'a.txt');
const events = (stream, name) => ['open', 'ready', 'end', 'finish', 'close'].forEach((event) => {
  stream.on(event, (...args) => console.log(name, event, args.map((v) => typeof v).join()));
});

async function main() {
  const out = fs.createWriteStream(file);
  events(out, 'out');
  out.write('one\n');
  out.write(Buffer.from('two\n'));
  out.end('three\n');
  await new Promise((resolve) => out.on('close', resolve));
  console.log(out.bytesWritten, out.pending, out.path === file);

  const input = fs.createReadStream(file, { encoding: 'utf8', start: 4, end: 6, highWaterMark: 2 });
  events(input, 'in');
  const chunks = [];
  input.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve) => input.on('close', resolve));
  console.log(chunks, input.bytesRead);

  const missing = fs.createReadStream(path.join(dir, 'none'));
  await new Promise((resolve) => missing.on('error', (err) => { console.log(err.code, err.syscall); missing.on('close', resolve); }));

  const patched = fs.createWriteStream(file, { flags: 'r+', start: 1 });
  patched.end('XX');
  await new Promise((resolve) => patched.on('close', resolve));
  console.log(JSON.stringify(fs.readFileSync(file, 'utf8')));

  await pipeline(fs.createReadStream(file), fs.createWriteStream(path.join(dir, 'b.txt')));
  console.log(fs.readFileSync(path.join(dir, 'b.txt')).equals(fs.readFileSync(file)));
  let text = '';
  for await (const chunk of fs.createReadStream(file, 'utf8')) text += chunk;
  console.log(text.length);
  const handle = await fs.promises.open(file);
  const fromHandle = handle.createReadStream({ encoding: 'latin1' });
  for await (const chunk of fromHandle) console.log(chunk.length);
  console.log(handle.fd);
  for (const bad of [{ start: 'a' }, { start: 5, end: 2 }, { fs: {} }, { fd: 'x' }]) {
    try {
      fs.createReadStream(file, bad);
    } catch (err) {
      console.log(err.code, err.message);
    }
  }
}
main();
