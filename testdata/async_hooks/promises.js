// createHook of promises: init, before, after and promiseResolve of what then, Promise and await make; the resource is the promise.
const { createHook, executionAsyncId, executionAsyncResource, triggerAsyncId } = require('async_hooks');
const lines = [];
const ids = new Map();
const short = (id) => (ids.has(id) ? ids.get(id) : id);
const main = executionAsyncId();
ids.set(main, 'main');
const hook = createHook({
  init(id, type, trigger, resource) {
    ids.set(id, `${type}${ids.size}`);
    lines.push(`init ${short(id)} by ${short(trigger)} in ${short(executionAsyncId())} ${resource instanceof Promise}`);
  },
  before(id) { lines.push(`before ${short(id)}`); },
  after(id) { lines.push(`after ${short(id)}`); },
  promiseResolve(id) { lines.push(`resolve ${short(id)}`); },
}).enable();
const first = new Promise((resolve) => { lines.push('executor'); resolve(1); });
const second = first.then((v) => { lines.push(`then ${v} in ${short(executionAsyncId())} by ${short(triggerAsyncId())} ${executionAsyncResource() === second}`); return 2; });
const third = second.then(() => { throw new Error('x'); });
const fourth = third.catch(() => { lines.push(`catch in ${short(executionAsyncId())} ${executionAsyncResource() === fourth}`); });
Promise.resolve('r');
Promise.reject('no').catch(() => {});
process.nextTick(() => lines.push(`tick in ${short(executionAsyncId())} by ${short(triggerAsyncId())}`));
queueMicrotask(() => lines.push(`microtask in ${short(executionAsyncId())}`));
setTimeout(() => {
  hook.disable();
  new Promise(() => {}).then(() => {});
  console.log(lines.join('\n'));
  untracked();
}, 1);

function untracked() {
  const seen = [];
  const plain = createHook({ init(id, type) { seen.push(type); }, trackPromises: false }).enable();
  Promise.resolve().then(() => {});
  process.nextTick(() => { plain.disable(); console.log('without promises', seen); propagated(); });
}

// What a resource is given when it is made reaches the code that runs in it, through awaits too.
function propagated() {
  const values = new Map();
  let current = 'none';
  const carry = createHook({
    init(id) { values.set(id, current); },
    before(id) { if (values.has(id)) current = values.get(id); },
    after() { current = 'none'; },
  }).enable();
  const work = async (name) => {
    current = name;
    await null;
    const one = current;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return `${name}: ${one} ${current}`;
  };
  Promise.all([work('a'), work('b')]).then((results) => { carry.disable(); console.log(results); });
}
