// Array.fromAsync.
(async () => {
  console.log(await Array.fromAsync([1, Promise.resolve(2)]), await Array.fromAsync({ length: 2, 0: 'a', 1: Promise.resolve('b') }));
  console.log(await Array.fromAsync(new Set([1, 2]), async (x, i) => x * 10 + i), await Array.fromAsync('ab', function (x) { return this + x; }, '-'));
  let n = 0;
  const it = { [Symbol.asyncIterator]() { return this; }, async next() { return { done: n === 2, value: n++ }; }, return() { console.log('closed'); return {}; } };
  console.log(await Array.fromAsync(it));
  n = 0;
  await Array.fromAsync(it, () => { throw new Error('mapper'); }).catch((e) => console.log(e.message));
  class Mine extends Array {}
  console.log(await Mine.fromAsync([1]), await Array.fromAsync.call(undefined, [1]));
  for (const args of [[null], [[1], 1], [{ [Symbol.iterator]: 1 }]]) {
    await Array.fromAsync(...args).catch((e) => console.log(e.name));
  }
  console.log(Array.fromAsync.length, Array.fromAsync.name, Array.fromAsync([]) instanceof Promise);
})();
