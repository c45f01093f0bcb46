const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks');
const als = new AsyncLocalStorage();
const show = (name) => () => console.log(name, als.getStore());
als.run('a', () => {
  process.nextTick(show('tick'));
  Promise.resolve().then(show('job')).then(show('job 2'));
  queueMicrotask(show('microtask'));
  setImmediate(() => {
    show('immediate')();
    setTimeout(show('timer'), 1);
  });
  const r = new AsyncResource('X');
  als.run('inner', () => {
    show('inner')();
    r.runInAsyncScope(show('resource'));
  });
  show('back')();
});
show('outside')();
