const { locks } = navigator;
const attempt = async (f) => {
  try {
    console.log('value', await f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
locks.request('order', () => console.log('granted at once')).then(() => console.log('released'));
console.log('after request');
(async () => {
  await null;
  await attempt(() => locks.request());
  await attempt(() => locks.request('a', 5));
  await attempt(() => locks.request('a', { mode: 'other' }, () => {}));
  await attempt(() => locks.request('a', 5, () => {}));
  await attempt(() => locks.request('-a', () => 3));
  await attempt(() => locks.request(Symbol('a'), () => 3));
  await attempt(() => locks.request('a', { steal: true, ifAvailable: true }, () => 3));
  await attempt(() => locks.request('a', { steal: true, mode: 'shared' }, () => 3));
  await attempt(() => locks.request('a', { signal: AbortSignal.abort() }, () => 3));
  await attempt(() => locks.request('a', { signal: new AbortController().signal, steal: true }, () => 3));
  await attempt(() => locks.request('a', async (lock) => {
    console.log(lock.name, lock.mode, String(lock));
    const { held, pending } = await locks.query();
    console.log(held.map((h) => [h.name, h.mode]), pending);
    await locks.request('a', { ifAvailable: true }, (none) => console.log('not available', none));
    throw new RangeError('from the callback');
  }));
  await attempt(() => {
    const held = locks.request('stolen', () => new Promise(() => {}));
    locks.request('stolen', { steal: true }, () => console.log('stole'));
    return held;
  });
  await attempt(() => {
    const controller = new AbortController();
    locks.request('kept', () => new Promise(() => {}));
    const waiting = locks.request('kept', { signal: controller.signal }, () => 3);
    setImmediate(() => controller.abort());
    return waiting;
  });
})();
