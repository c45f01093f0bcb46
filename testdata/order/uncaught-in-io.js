const fs = require('node:fs');
process.on('uncaughtException', (err, origin) => {
  console.log('caught', err.message, origin);
  fs.stat(__filename, () => console.log('stat'));
});
fs.readFile(__filename, () => {
  process.nextTick(() => console.log('tick'));
  setImmediate(() => console.log('immediate'));
  throw new Error('io');
});
