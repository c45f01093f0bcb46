const fs = require('node:fs');
const s = fs.createReadStream(__filename, { start: 0, end: 9, highWaterMark: 5 });
for (const n of ['open', 'ready', 'data', 'end', 'close']) s.on(n, (v) => console.log(n, n === 'open' ? typeof v : v && String(v)));
console.log('main', s.pending);
