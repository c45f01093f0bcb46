'use strict';
const uuid = require('uuid');

console.log(Object.keys(uuid).sort().join(' '));
console.log(uuid.v5('hello.example.com', uuid.v5.DNS), uuid.v5('http://example.com/hello', uuid.v5.URL));
console.log(uuid.v3('hello.example.com', uuid.v3.DNS), uuid.v3('Grüße', '1b671a64-40d5-491e-99b0-da01ff1f3341'));
const random = Uint8Array.from([0x10, 0x91, 0x56, 0xbe, 0xc4, 0xfb, 0xc1, 0xea, 0x71, 0xb4, 0xef, 0xe1, 0x67, 0x1c, 0x58, 0x36]);
console.log(uuid.v4({ random }));
console.log(uuid.v1({ node: Uint8Array.from([1, 2, 3, 4, 5, 6]), clockseq: 0x1234, msecs: Date.UTC(2011, 10, 1), nsecs: 5678 }));
console.log(uuid.v6({ node: Uint8Array.from([1, 2, 3, 4, 5, 6]), clockseq: 0x1234, msecs: Date.UTC(2011, 10, 1), nsecs: 5678 }));
console.log(uuid.v7({ msecs: Date.UTC(2011, 10, 1), seq: 0x123456, random }));
const ids = Array.from({ length: 1000 }, () => uuid.v4());
console.log(new Set(ids).size, ids.every(uuid.validate), ids.every((id) => uuid.version(id) === 4));
const ordered = Array.from({ length: 100 }, () => uuid.v7());
console.log(ordered.every((id, i) => i === 0 || id > ordered[i - 1]), uuid.version(ordered[0]), uuid.version(uuid.v1()));
const bytes = uuid.parse('6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b');
console.log(bytes, uuid.stringify(bytes));
const buffer = Buffer.alloc(20, 0xff);
uuid.v4({ random }, buffer, 2);
console.log(buffer.toString('hex'));
console.log(uuid.NIL, uuid.MAX, uuid.validate('nope'), uuid.v1ToV6('92f62d9e-22c4-11ef-97e9-325096b39f47'));
for (const f of [() => uuid.parse('invalid'), () => uuid.stringify([1, 2]), () => uuid.version('x'), () => uuid.v5('x', 'bad')]) {
  try {
    f();
  } catch (e) {
    console.log(e.name, e.message);
  }
}
