'use strict';
// The stream classes and the callback forms.
const zlib = require('zlib');
const { promisify } = require('util');
const text = 'all work and no play makes jack a dull boy\n'.repeat(5000);

function collect(stream, parts) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', reject);
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    for (const part of parts) stream.write(part);
    stream.end();
  });
}

async function main() {
  for (const [to, from] of [['Gzip', 'Gunzip'], ['Deflate', 'Inflate'], ['DeflateRaw', 'InflateRaw'], ['Gzip', 'Unzip'],
    ['BrotliCompress', 'BrotliDecompress'], ['ZstdCompress', 'ZstdDecompress']]) {
    const packed = await collect(zlib[`create${to}`](), [text.slice(0, 1000), text.slice(1000)]);
    const unpacker = zlib[`create${from}`]();
    const unpacked = await collect(unpacker, [packed.subarray(0, 7), packed.subarray(7)]);
    console.log(to, from, packed.length < text.length / 10, unpacked.toString() === text, unpacker.bytesWritten === packed.length);
  }
  const gunzip = promisify(zlib.gunzip);
  console.log((await gunzip(await promisify(zlib.gzip)('hi'))).toString());
  await gunzip('not gzip').catch((err) => console.log(err.code, err.errno, err.message));
  await collect(zlib.createInflate(), ['garbage']).catch((err) => console.log(err.code, err.message));
  await collect(zlib.createGunzip(), [zlib.gzipSync(text).subarray(0, 100)]).catch((err) => console.log(err.code, err.message));
  await promisify(zlib.inflate)(zlib.deflateSync(text), { maxOutputLength: 10 }).catch((err) => console.log(err.code, err.message));

  const deflate = zlib.createDeflate();
  const received = [];
  deflate.on('data', (chunk) => received.push(chunk));
  deflate.write('flushed');
  await new Promise((resolve) => deflate.flush(resolve));
  const inflate = zlib.createInflate();
  inflate.write(Buffer.concat(received));
  console.log(await new Promise((resolve) => inflate.once('data', (chunk) => resolve(chunk.toString()))));
  await new Promise((resolve) => deflate.params(9, zlib.constants.Z_DEFAULT_STRATEGY, resolve));
  deflate.end('more');
  await new Promise((resolve) => deflate.on('end', resolve));
  console.log(zlib.inflateSync(Buffer.concat(received)).toString());
  inflate.close(() => console.log('closed', inflate.destroyed, inflate._closed));
}
main();
