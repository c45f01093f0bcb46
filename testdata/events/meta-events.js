'use strict';
// newListener comes before the listener is added, removeListener after it is gone.
const EventEmitter = require('events');
const e = new EventEmitter();
e.on('newListener', (name, fn) => console.log('new', name, fn.name, e.listenerCount(name)));
e.on('removeListener', (name, fn) => console.log('removed', name, fn.name, e.listenerCount(name)));
function one() { console.log('one'); }
function two() { console.log('two'); }
e.on('x', one);
e.once('x', two);
e.emit('x');
e.off('x', one);
e.once('y', one);
e.emit('y');
e.on('x', one).on('x', two).on('y', two);
e.removeAllListeners('x');
e.removeAllListeners();
console.log(e.eventNames(), e.listenerCount('removeListener'));
