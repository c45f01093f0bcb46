// How many turns of the queue each kind of await takes.
const p = Promise.resolve();
let turn = 0;
(function count() {
  p.then(() => {
    if (turn++ < 8) count();
  });
})();
const thenable = { then(resolve) { console.log('thenable.then at', turn); resolve('t'); } };
async function f(name, value) {
  await value;
  console.log(name, 'at', turn);
}
f('plain value', 1);
f('native promise', Promise.resolve(1));
f('thenable', thenable);
(async () => { await (async () => {})(); console.log('async call at', turn); })();
(async () => Promise.resolve(1))().then(() => console.log('returned promise at', turn));
(async () => 1)().then(() => console.log('returned value at', turn));
(async () => await Promise.resolve(1))().then(() => console.log('return await at', turn));
new Promise((r) => r(Promise.resolve(1))).then(() => console.log('resolved with promise at', turn));
