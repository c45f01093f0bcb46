'use strict';
const text = 'Grüße aus Köln, 1234567890. '.repeat(40);
let n = 0;
for (let i = 0; i < 1500; i++) {
  const b = Buffer.from(text);
  n += b.indexOf('Köln', 100);
  n += b.toString('base64').length + b.toString('hex').length + b.toString('utf8').length;
  const c = Buffer.concat([b.subarray(0, 50), Buffer.from('ff00', 'hex'), Buffer.allocUnsafe(16).fill(i)]);
  c.writeUInt32BE(i, 4);
  c.writeDoubleLE(1 / (i + 1), 8);
  n += c.readUInt32BE(4) + c.compare(b) + (c.equals(b) ? 1 : 0);
}
if (n !== 9164250) console.log(n);
