const fs = require('node:fs');
const path = require('node:path');
const file = path.join(require('node:os').tmpdir(), 'written');
const s = fs.createWriteStream(file);
for (const n of ['open', 'ready', 'drain', 'finish', 'close']) s.on(n, () => console.log(n));
s.write('one ', () => console.log('wrote one'));
s.write('two ', () => console.log('wrote two'));
s.end('three', () => {
  console.log('ended', s.bytesWritten);
  console.log(fs.readFileSync(file, 'utf8'));
});
console.log('main');
