'use strict';
// LazyTransform: the base of classes that are streams, but are seldom used as
// such. The state of the stream is made when it is first asked for.
const { Transform } = require('stream');

function LazyTransform(options) { this._options = options; }
Object.setPrototypeOf(LazyTransform.prototype, Transform.prototype);
Object.setPrototypeOf(LazyTransform, Transform);

const names = ['_readableState', '_writableState', '_transformState'];

function define(name) {
  Object.defineProperty(LazyTransform.prototype, name, {
    configurable: true,
    enumerable: true,
    get() {
      // The constructor looks for a state too; it shall find none.
      for (const each of names) {
        Object.defineProperty(this, each, { value: undefined, writable: true, enumerable: true, configurable: true });
      }
      Transform.call(this, { decodeStrings: false, ...this._options });
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
names.forEach(define);

return LazyTransform;
