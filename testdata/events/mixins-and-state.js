'use strict';
// What packages do: call the constructor, inherit in the old way, copy the
// methods, read and assign _events.
const EventEmitter = require('events');
const util = require('util');

function Old() { EventEmitter.call(this); }
util.inherits(Old, EventEmitter);
const old = new Old();
old.on('x', (v) => console.log('old', v));
console.log(old.emit('x', 1), old instanceof EventEmitter, Object.keys(old));

function NoCall() {}
util.inherits(NoCall, EventEmitter);
const noCall = new NoCall();
console.log(noCall.emit('x'), noCall.on('x', () => console.log('no call')) === noCall, noCall.emit('x'));

const app = function() {};
for (const key in EventEmitter.prototype) app[key] = EventEmitter.prototype[key];
app.on('mount', (p) => console.log('mounted', p));
console.log(app.emit('mount', '/'), app.eventNames());

const plain = Object.assign({}, EventEmitter.prototype);
plain.once('x', () => console.log('plain'));
console.log(plain.emit('x'), plain.emit('x'));

// An emitter as a prototype shares its listeners.
function Shared() {}
Shared.prototype = new EventEmitter();
const a = new Shared();
const b = new Shared();
a.on('x', () => console.log('shared'));
console.log(b.emit('x'));

const e = new EventEmitter();
const f = () => console.log('f');
const g = () => console.log('g');
e.on('x', f);
console.log(e._events.x === f, typeof e._events.y);
e.on('x', g);
console.log(Array.isArray(e._events.x), e._events.x.length);
e._events.x.unshift(() => console.log('unshifted'));
e.emit('x');
e._events = {};
console.log(e.emit('x'), e.listenerCount('x'));
e._events = { y: f };
console.log(e.emit('y'));
e._events = undefined;
console.log(e.emit('y'), e.on('y', g).emit('y'));

class Sub extends EventEmitter {
  emit(name, ...args) {
    console.log('emit', String(name));
    return super.emit(name, ...args);
  }
  on(name, fn) {
    console.log('on', String(name));
    return super.on(name, fn);
  }
}
const sub = new Sub();
sub.once('x', () => {});
sub.addListener('x', () => {});
sub.emit('x');
