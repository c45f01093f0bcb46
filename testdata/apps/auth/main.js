'use strict';
const jwt = require('jsonwebtoken');
const bcrypt = require('bcryptjs');
const crypto = require('node:crypto');
const { nanoid, customAlphabet } = require('nanoid');

const iat = 1700000000;
const token = jwt.sign({ sub: 'ann', roles: ['a'], iat }, 'secret', { expiresIn: '100y', issuer: 'me', header: { kid: 'k1' } });
console.log(token);
console.log(jwt.verify(token, 'secret', { issuer: 'me', complete: true }));
const check = (f) => { try { console.log(f()); } catch (e) { console.log(e.name, e.message, e.expiredAt); } };
check(() => jwt.verify(token, 'other'));
check(() => jwt.verify(jwt.sign({ exp: 1 }, 's', { noTimestamp: true }), 's'));
check(() => jwt.verify(token, 'secret', { audience: 'x' }));
check(() => jwt.verify('a.b', 's'));
check(() => jwt.verify(jwt.sign({ iat }, null, { algorithm: 'none' }), 's'));
for (const [type, options, algorithms] of [['rsa', { modulusLength: 2048 }, ['RS256', 'PS512']], ['ec', { namedCurve: 'P-256' }, ['ES256']]]) {
  const { privateKey, publicKey } = crypto.generateKeyPairSync(type, options);
  for (const algorithm of algorithms) console.log(algorithm, jwt.verify(jwt.sign({ iat, algorithm }, privateKey, { algorithm }), publicKey, { algorithms: [algorithm] }));
}
console.log(jwt.decode(jwt.sign({ iat, x: 1 }, 's', { algorithm: 'HS512' }), { complete: true }).header);
console.log(bcrypt.hashSync('password', '$2b$04$abcdefghijklmnopqrstuu'), bcrypt.compareSync('bacon', '$2b$04$0123456789012345678901uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu'), bcrypt.getRounds(bcrypt.hashSync('x', 4)));
bcrypt.hash('async', 4).then((h) => bcrypt.compare('async', h)).then(console.log);
console.log(nanoid().length, /^[ab]{5}$/.test(customAlphabet('ab', 5)()), nanoid() !== nanoid());
