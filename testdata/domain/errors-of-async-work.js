// Errors that are thrown where nothing catches them go to the domain in which the work began.
const domain = require('domain');
const EventEmitter = require('events');
const fs = require('fs');
function make(name) {
  const d = domain.create();
  d.name = name;
  d.on('error', (e) => console.log(name, 'got', e.message ?? e, name === 'promise' ? '' : e.domainThrown, 'active', process.domain?.name));
  return d;
}
const steps = [
  () => make('timer').run(() => setTimeout(() => { throw new Error('in a timer'); })),
  () => make('immediate').run(() => setImmediate(() => { throw new Error('in an immediate'); })),
  () => make('tick').run(() => process.nextTick(() => { throw new Error('in a tick'); })),
  () => make('fs').run(() => fs.stat(__filename, () => { throw new Error('in a callback of fs'); })),
  () => make('emitter').run(() => { const e = new EventEmitter(); setTimeout(() => e.emit('error', new Error('of an emitter'))); }),
  () => make('promise').run(() => { Promise.reject(new Error('rejected')); }),
  () => make('outer').run(() => {
    const inner = domain.create();
    inner.name = 'inner';
    inner.on('error', (e) => { throw new Error('again: ' + e.message); });
    inner.run(() => { throw new Error('nested'); });
  }),
  () => {
    const d = make('bound');
    setTimeout(d.bind((a, b) => { throw new Error(`bound ${a} ${b}`); }), 1, 1, 2);
  },
  () => {
    const d = make('intercept');
    d.intercept(() => console.log('never'))(new Error('first argument'));
    d.intercept((v) => console.log('value', v))(null, 5);
  },
  () => {
    const d = make('added');
    const e = new EventEmitter();
    console.log(e.domain, d.members.length);
    d.add(e);
    console.log(e.domain === d, d.members.length);
    e.emit('error', 'text');
    d.remove(e);
    console.log(e.domain, d.members.length);
  },
  () => {
    const d = make('stack');
    d.enter();
    console.log(domain._stack.length, domain.active === d, process.domain === d);
    d.exit();
    console.log(domain._stack.length, domain.active, process.domain);
    console.log(Object.keys(domain), Object.keys(d).filter((k) => k !== 'name'));
  },
];
let next = 0;
(function go() {
  if (next + 1 < steps.length) setTimeout(go, 20);
  steps[next++]();
})();
