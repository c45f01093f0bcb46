// v8.promiseHooks: what is told of promises, and until when; what is no hook.
const { promiseHooks } = require('v8');
const names = new WeakMap();
const name = (p) => (p === undefined ? 'none' : names.get(p) ?? 'new');
const lines = [];
const stop = promiseHooks.createHook({
  init: (p, parent) => lines.push(`init from ${name(parent)}`),
  before: (p) => lines.push(`before ${name(p)}`),
  after: (p) => lines.push(`after ${name(p)}`),
  settled: (p) => lines.push(`settled ${name(p)}`),
});
const parent = Promise.resolve(1); names.set(parent, 'parent');
const child = parent.then(() => { lines.push('in child'); }); names.set(child, 'child');
const grandChild = child.then(() => { lines.push('in grandchild'); stop(); }); names.set(grandChild, 'grandchild');
grandChild.then(() => {
  console.log(lines.join('\n'));
  const inits = [];
  const end = promiseHooks.onInit((p) => inits.push(p instanceof Promise));
  new Promise(() => {}); end(); new Promise(() => {});
  console.log(inits);
});
for (const bad of [undefined, null, 5, 'x', {}, async () => {}, async function* () {}]) {
  for (const f of ['onInit', 'onBefore', 'onAfter', 'onSettled']) {
    try { promiseHooks[f](bad); } catch (e) { console.log(f, e.code, e.message.split('. ')[0]); }
  }
}
for (const key of ['init', 'before', 'after', 'settled']) {
  try { promiseHooks.createHook({ [key]: 1 }); } catch (e) { console.log(key, e.message); }
}
console.log(promiseHooks, promiseHooks.createHook.length, promiseHooks.onInit.length, promiseHooks.createHook({}).length);
