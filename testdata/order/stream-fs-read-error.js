const fs = require('node:fs');
const s = fs.createReadStream('does-not-exist');
for (const n of ['open', 'ready', 'data', 'end', 'error', 'close']) s.on(n, (v) => console.log(n, v && v.code));
process.nextTick(() => console.log('tick'));
