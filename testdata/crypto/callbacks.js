'use strict';
// What callbacks get for an error when there is none.
const c = require('crypto');
const k = c.generateKeyPairSync('ed25519');
const calls = [
  (cb) => c.pbkdf2('a', 'b', 1, 4, 'sha1', cb), (cb) => c.scrypt('a', 'b', 4, cb), (cb) => c.hkdf('sha1', 'a', 'b', 'c', 4, cb),
  (cb) => c.randomBytes(4, cb), (cb) => c.randomFill(Buffer.alloc(2), cb), (cb) => c.randomInt(3, cb),
  (cb) => c.generateKey('hmac', { length: 64 }, cb), (cb) => c.generateKeyPair('ed25519', {}, cb),
  (cb) => c.sign(null, Buffer.from('a'), k.privateKey, cb),
  (cb) => c.verify(null, Buffer.from('a'), k.publicKey, Buffer.alloc(64), cb),
];
(function next(i) {
  if (i < calls.length) calls[i]((err, ...rest) => { console.log(i, err, rest.length, typeof rest[0]); next(i + 1); });
})(0);
