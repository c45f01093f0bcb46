const timers = require('node:timers/promises');
const ac = new AbortController();
timers.setTimeout(60000, null, { signal: ac.signal }).catch((e) => console.log('timeout', e.name, e.code, e.message));
timers.setImmediate(null, { signal: AbortSignal.abort('why') }).catch((e) => console.log('immediate', e.name, e.code, e.cause));
setTimeout(() => {
  ac.signal.addEventListener('abort', () => console.log('abort event'));
  ac.abort(new Error('reason'));
  console.log('aborted');
}, 1);
