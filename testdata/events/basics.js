'use strict';
// Adding, removing and emitting: order, returned values, this and arguments.
const EventEmitter = require('events');
const e = new EventEmitter();
console.log(e, EventEmitter.name, EventEmitter.length, EventEmitter === EventEmitter.EventEmitter);

e.on('a', function(...args) { console.log('first', this === e, args); });
e.prependListener('a', () => console.log('before'));
e.once('a', () => console.log('once'));
e.prependOnceListener('a', () => console.log('once before'));
console.log(e.emit('a', 1, 'two'), e.emit('a'), e.emit('b'));
console.log(e.listenerCount('a'), e.eventNames());

const s = Symbol('s');
e.on(s, (x) => console.log('symbol', x));
e.on(7, () => console.log('number'));
e.on('z', () => {});
console.log(e.eventNames(), e.emit(s, 3), e.emit('7'));

// A listener that removes another does not change the emit that runs.
const late = () => console.log('late');
e.on('c', () => { console.log('remove'); e.off('c', late); });
e.on('c', late);
e.emit('c');
e.emit('c');

// Nor does one that adds.
e.once('d', () => { console.log('d1'); e.on('d', () => console.log('d2')); });
e.emit('d');
e.emit('d');

const f = () => {};
e.once('w', f);
e.on('w', f);
console.log(e.listeners('w').map((l) => l === f), e.rawListeners('w').map((l) => l === f), e.rawListeners('w')[0].listener === f);
console.log(e.listenerCount('w', f), e._eventsCount, Object.keys(e._events));
e.removeAllListeners('w');
console.log(e.listenerCount('w'), e.removeAllListeners() === e, e._eventsCount, e.eventNames());
console.log(e.on('q', f) === e, e.off('q', f) === e, e.setMaxListeners(3).getMaxListeners());
