'use strict';
// RSA encryption with each padding, and primes.
const c=require('crypto'); const {publicKey,privateKey}=c.generateKeyPairSync('rsa',{modulusLength:2048});
for (const o of [{},{padding:1},{oaepHash:'sha256',oaepLabel:Buffer.from('x')}]) console.log(c.privateDecrypt({key:privateKey,...o}, c.publicEncrypt({key:publicKey,...o}, Buffer.from('hi')))+'');
console.log(c.checkPrimeSync(7n), c.generatePrimeSync(64,{bigint:true,safe:true})>0n, c.generatePrimeSync(32).byteLength, c.generatePrimeSync(64,{add:12n,rem:11n,bigint:true})%12n);
c.generatePrime(64, (e, p) => { console.log(e, p.byteLength); c.checkPrime(8n, console.log); });
