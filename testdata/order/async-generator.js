async function* g() {
  try {
    console.log('start');
    yield 1;
    yield Promise.resolve(2);
    yield 3;
  } finally {
    await null;
    console.log('finally');
  }
}
(async () => {
  for await (const v of g()) {
    console.log('got', v);
    if (v === 2) break;
  }
  console.log('done');
})();
process.nextTick(() => console.log('tick'));
const it = g();
it.next().then((r) => console.log('next 1', r));
it.next().then((r) => console.log('next 2', r));
it.return('r').then((r) => console.log('return', r));
it.next().then((r) => console.log('after', r));
