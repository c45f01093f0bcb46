'use strict';
// 'error' without a listener, the monitor, bad arguments, warnings.
const EventEmitter = require('events');
const attempt = (f) => {
  try {
    console.log(f());
  } catch (err) {
    console.log(err.name, err.code, err.message, Object.keys(err));
  }
};
const e = new EventEmitter();
const boom = new Error('boom');
try {
  e.emit('error', boom);
} catch (err) {
  console.log(err === boom);
}
attempt(() => e.emit('error', { a: 1 }));
attempt(() => e.emit('error'));
attempt(() => e.emit('error', 'text'));
e.on(EventEmitter.errorMonitor, (err) => console.log('monitor', err.message));
attempt(() => e.emit('error', new TypeError('seen')));
e.on('error', (err) => console.log('handled', err.message));
attempt(() => e.emit('error', boom));

for (const bad of [undefined, null, 1, 'f', {}]) attempt(() => e.on('x', bad));
attempt(() => e.once('x', 5));
attempt(() => e.off('x'));
attempt(() => e.setMaxListeners(-1));
attempt(() => e.setMaxListeners('1'));
attempt(() => new EventEmitter({ captureRejections: 1 }));
attempt(() => { EventEmitter.defaultMaxListeners = NaN; });
attempt(() => { EventEmitter.captureRejections = 0; });
attempt(() => EventEmitter.setMaxListeners(1, {}));
attempt(() => EventEmitter.getEventListeners({}, 'x'));

process.on('warning', (w) => console.log(w.name, w.message, w.count, w.type, w.emitter === leaky));
const leaky = new EventEmitter();
leaky.setMaxListeners(2);
for (let i = 0; i < 5; i++) leaky.on('x', () => {});
