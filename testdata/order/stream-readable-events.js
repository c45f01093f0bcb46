const { Readable } = require('node:stream');
const r = new Readable({ read() {} });
for (const n of ['readable', 'end', 'close', 'pause', 'resume']) r.on(n, () => {
  console.log(n);
  if (n !== 'readable') return;
  let c;
  while ((c = r.read()) !== null) console.log('read', String(c));
});
r.push('a');
r.push('b');
console.log('pushed');
setImmediate(() => {
  r.push('c');
  process.nextTick(() => console.log('tick'));
  r.push(null);
  console.log('pushed the end');
});
