const ac = new AbortController();
ac.signal.onabort = () => console.log('onabort');
ac.signal.addEventListener('abort', (e) => console.log(e.type, e.isTrusted, ac.signal.reason.name), { once: true });
ac.signal.addEventListener('abort', { handleEvent() { console.log('object'); } });
ac.abort();
ac.abort();
console.log('aborted');
const t = new EventTarget();
process.on('uncaughtException', (e) => console.log('uncaught', e.message));
t.addEventListener('x', () => {
  throw new Error('from listener');
});
t.addEventListener('x', (e) => {
  console.log('second listener');
  e.preventDefault();
});
console.log(t.dispatchEvent(new Event('x', { cancelable: true })));
process.nextTick(() => console.log('tick'));
