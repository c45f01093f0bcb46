// mask: \(\d+(\.\d+)?ms\)
// mask: duration_ms \d+(\.\d+)?
'use strict';
const { test, describe, it, before, after, beforeEach, afterEach, mock } = require('node:test');
const assert = require('assert');
const log = [];
before(() => log.push('before')); after(() => { log.push('after'); console.log(log.join(' ')); });
test('sync', () => log.push('sync'));
test('async with subtests', async (t) => {
  t.diagnostic('a diagnostic');
  t.beforeEach(() => log.push('each'));
  await t.test('first', () => log.push('first'));
  await t.test('second', async (u) => { await u.test('inner', () => {}); });
  assert.strictEqual(t.name, 'async with subtests');
});
test('callback', (t, done) => setImmediate(done));
test('skipped by option', { skip: true }, () => { throw new Error('not run'); });
test('skipped with reason', { skip: 'why' }, () => {});
test.skip('skip', () => {});
test('skips itself', (t) => t.skip('inside'));
test.todo('todo without function');
test('plan', (t) => { t.plan(2); t.assert.ok(true); t.assert.strictEqual(1, 1); });
describe('suite', () => {
  before(() => log.push('suite-before')); after(() => log.push('suite-after'));
  beforeEach(() => log.push('be')); afterEach(() => log.push('ae'));
  it('one', () => log.push('one'));
  it('two', async () => { await null; log.push('two'); });
  describe('nested', () => { it('deep', () => log.push('deep')); });
  it.skip('no', () => {});
});
test(() => {}); test('mocks', (t) => {
  const f = t.mock.fn((a, b) => a + b);
  assert.strictEqual(f(1, 2), 3); assert.strictEqual(f.mock.callCount(), 1); assert.deepStrictEqual(f.mock.calls[0].arguments, [1, 2]); assert.strictEqual(f.mock.calls[0].result, 3);
  f.mock.mockImplementationOnce(() => 'once'); assert.strictEqual(f(), 'once'); assert.ok(Number.isNaN(f()));
  const o = { m() { return this.x; }, x: 5 }; const m = t.mock.method(o, 'm', () => 'mocked'); assert.strictEqual(o.m(), 'mocked'); assert.strictEqual(m.mock.calls.length, 1); m.mock.restore(); assert.strictEqual(o.m(), 5);
  const limited = mock.fn(() => 1, () => 2, { times: 1 }); assert.deepStrictEqual([limited(), limited()], [2, 1]);
});
console.log('main done');
