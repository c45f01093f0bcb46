'use strict';
// Streams of hashes, and keys, signatures and their encodings.
const crypto = require('crypto');
const { pipeline } = require('stream/promises');
const { Readable } = require('stream');
async function main() {
  const hash = crypto.createHash('sha1');
  await pipeline(Readable.from(['a', 'b']), hash);
  console.log(hash.digest('hex'));
  const cipher = crypto.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  const chunks = [];
  cipher.on('data', (chunk) => chunks.push(chunk));
  cipher.end('stream of text');
  await new Promise((resolve) => cipher.on('end', resolve));
  console.log(Buffer.concat(chunks).toString('hex'));
  for (const [type, options] of [['rsa', { modulusLength: 1024 }], ['ec', { namedCurve: 'prime256v1' }], ['ed25519']]) {
    const { publicKey, privateKey } = crypto.generateKeyPairSync(type, options);
    const algorithm = type === 'ed25519' ? null : 'sha256';
    const signature = crypto.sign(algorithm, Buffer.from('data'), privateKey);
    console.log(type, publicKey.type, privateKey.asymmetricKeyType, publicKey.asymmetricKeyDetails,
      crypto.verify(algorithm, Buffer.from('data'), publicKey, signature), crypto.verify(algorithm, Buffer.from('date'), publicKey, signature));
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    const again = crypto.createPrivateKey(pem);
    console.log(pem.split('\n')[0], again.equals(privateKey), crypto.createPublicKey(again).equals(publicKey));
    if (algorithm) {
      const s = crypto.createSign('SHA256').update('some ').update('text').sign(pem, 'base64');
      console.log(crypto.createVerify('SHA256').update('some text').verify(publicKey, s, 'base64'));
    }
  }
  console.log(await new Promise((resolve) => crypto.randomFill(new Uint32Array(2), (err, array) => resolve(array.length))));
  console.log(Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('a'))).toString('hex').slice(0, 8));
  console.log(crypto.randomUUID()[14], globalThis.crypto.getRandomValues(new Uint8Array(4)).length);
}
main();
