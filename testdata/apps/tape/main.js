'use strict';
const test = require('tape');

test('plan', (t) => { t.plan(2); t.equal(1 + 1, 2); setTimeout(() => t.ok(true, 'later'), 1); });
test('deep', (t) => {
  t.deepEqual({ a: [1, { b: new Date(0) }] }, { a: [1, { b: new Date(0) }] });
  t.throws(() => { throw new TypeError('bad'); }, /bad/);
  t.match('abc', /b/);
  t.notSame([1], [2]);
  t.comment('a comment');
  t.end();
});
test('async', async (t) => { await null; t.pass('resolved'); });
test.skip('skipped', (t) => t.end());
test('nested', (t) => {
  t.test('inner', (st) => { st.teardown(() => st.comment('torn down')); st.equal(typeof st.capture, 'function'); st.end(); });
  t.test('captures', (st) => { const o = { f: (x) => x * 2 }; const calls = st.capture(o, 'f', o.f); o.f(4); st.deepEqual(calls().map((c) => [c.args, c.returned]), [[[4], 8]]); st.end(); });
  t.end();
});
test('todo', { todo: true }, (t) => { t.equal(1, 1); t.end(); });
test.onFinish(() => console.log('finished'));
