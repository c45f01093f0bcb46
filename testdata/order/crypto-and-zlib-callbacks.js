// Callbacks of work off the loop run after the main script, in their own turn.
const crypto = require('node:crypto');
const zlib = require('node:zlib');
crypto.randomBytes(8, (err, b) => {
  console.log('randomBytes', err, b.length);
  process.nextTick(() => console.log('tick'));
  zlib.gzip('x', (err, z) => {
    console.log('gzip', err);
    Promise.resolve().then(() => console.log('job'));
    zlib.gunzip(z, (err, b) => {
      console.log('gunzip', err, b.toString());
      crypto.pbkdf2('p', 's', 1, 8, 'sha256', (err, k) => console.log('pbkdf2', err, k.toString('hex')));
    });
  });
});
console.log('main');
