'use strict';
// LazyTransform: the base of classes that are streams, but are seldom used as
// such. The state of the stream is made when it is first asked for.
const { Transform } = require('stream');

function LazyTransform(options) { this._options = options; }
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

function define(name) {
  Object.defineProperty(LazyTransform.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      Transform.call(this, this._options);
      this._writableState.decodeStrings = false;
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
['_readableState', '_writableState', '_transformState'].forEach(define);

return LazyTransform;
