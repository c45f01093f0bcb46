'use strict';
const assert = require('node:assert');

describe('suite', () => {
  const order = [];
  before(() => order.push('before'));
  beforeEach('name', async () => { order.push('beforeEach'); });
  after(() => console.log(order.join()));
  it('passes', () => assert.ok(true));
  it('passes with a promise', () => new Promise((r) => setTimeout(r, 2)));
  it('passes with a callback', (done) => setImmediate(done));
  it('fails with a difference', () => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }));
  it('fails with strings', () => assert.strictEqual('one\ntwo', 'one\nthree'));
  it('fails with a callback', (done) => done(new TypeError('given')));
  it('rejects', async () => { throw new RangeError('async'); });
  it('times out', (done) => { void done; });
  it('throws later', () => new Promise(() => setTimeout(() => { throw new Error('later'); }, 1)));
  it('is pending');
  it.skip('is skipped', () => {});
  it('skips itself', function () { this.skip(); });
  let tries = 0;
  it('retries', function () { this.retries(2); assert.ok(++tries > 2); });
  describe('nested', () => {
    afterEach(() => { throw new Error('hook'); });
    it('passes first', () => {});
    it('is never reached', () => {});
  });
});
