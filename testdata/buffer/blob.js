'use strict';
// Blob, File and object URLs.
const { Blob, File, resolveObjectURL } = require('buffer');
async function main() {
  const blob = new Blob(['héllo', new Uint8Array([33]), new Blob([' x'])], { type: 'Text/Plain' });
  console.log(blob, blob.size, blob.type, await blob.text());
  const part = blob.slice(1, -2, 'a/b');
  console.log(part, Buffer.from(await part.arrayBuffer()), await part.bytes());
  const file = new File([blob], 'name.txt', { lastModified: 5 });
  console.log(file, file instanceof Blob, await file.text(), Object.prototype.toString.call(file));
  const url = URL.createObjectURL(blob);
  console.log(url.startsWith('blob:nodedata:'), await resolveObjectURL(url).text());
  URL.revokeObjectURL(url);
  console.log(resolveObjectURL(url));
  for (const make of [() => new Blob('x'), () => new Blob([], 5), () => new Blob([Symbol()]), () => new File(['x']), () => Blob.prototype.size]) {
    try {
      make();
    } catch (err) {
      console.log(err.name, err.code, err.message);
    }
  }
}
main();
