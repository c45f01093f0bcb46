// DisposableStack, AsyncDisposableStack, SuppressedError.
const log = (name) => ({ [Symbol.dispose]() { console.log('dispose', name); }, async [Symbol.asyncDispose]() { console.log('async', name); } });
const stack = new DisposableStack();
stack.use(log('a')); stack.adopt(5, (v) => console.log('adopt', v)); stack.defer(() => console.log('defer'));
console.log(stack.use(null), stack.disposed);
const moved = stack.move();
console.log(stack.disposed, moved.disposed);
moved.dispose(); moved.dispose();
const failing = new DisposableStack();
failing.defer(() => { throw new Error('first'); }); failing.defer(() => { throw new Error('second'); });
try { failing.dispose(); } catch (e) { console.log(e.name, e.message, e.error.message, e.suppressed.message, e instanceof SuppressedError); }
const d = new DisposableStack();
for (const f of [() => d.use(1), () => d.use({}), () => d.adopt(1, 1), () => stack.defer(() => 0), () => DisposableStack(),
  () => d.dispose.call({}), () => stack.move()]) {
  try { f(); } catch (e) { console.log(e.name + ': ' + e.message); }
}
console.log(Object.getOwnPropertyNames(SuppressedError(1, 2, 'm')), String(new SuppressedError(1, 2)), new SuppressedError(1, 2, 'm').stack.split('\n')[0]);
(async () => {
  const s = new AsyncDisposableStack();
  s.use(log('a')); s.use({ [Symbol.dispose]() { console.log('sync'); return new Promise(() => {}); } }); s.use(undefined);
  s.defer(async () => { throw new Error('late'); });
  await s.disposeAsync().catch((e) => console.log('rejected', e.message));
  console.log(s.disposed, await s.disposeAsync());
  await s.disposeAsync.call(1).catch((e) => console.log(e.message));
})();
