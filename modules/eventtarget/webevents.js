'use strict';
// Events that report how something ended.
const { Event, enumerable, illegalInvocation } = base;

function required(count, type) {
  if (count === 0) throw new TypeError(`${type} constructor: 1 argument required, but 0 found.`);
}

class ErrorEvent extends Event {
  #fields;
  constructor(type, options) {
    required(arguments.length, 'ErrorEvent');
    super(type, options);
    const { colno = 0, error = undefined, filename = '', lineno = 0, message = '' } = options ?? {};
    this.#fields = { colno: +colno, error, filename: `${filename}`, lineno: +lineno, message: `${message}` };
  }
  static has(event) { return typeof event === 'object' && event !== null && #fields in event; }
  get message() { return checkError(this).#fields.message; }
  get filename() { return checkError(this).#fields.filename; }
  get lineno() { return checkError(this).#fields.lineno; }
  get colno() { return checkError(this).#fields.colno; }
  get error() { return checkError(this).#fields.error; }
}
const isError = ErrorEvent.has;
delete ErrorEvent.has;
function checkError(event) {
  if (!isError(event)) throw illegalInvocation();
  return event;
}
enumerable(ErrorEvent.prototype, 'ErrorEvent', 'message', 'filename', 'lineno', 'colno', 'error');

class CloseEvent extends Event {
  #fields;
  constructor(type, options = undefined) {
    required(arguments.length, 'CloseEvent');
    if (options != null && typeof options !== 'object' && typeof options !== 'function') {
      throw new TypeError(`undefined: Expected ${String(options)} to be one of: Null, Undefined, Object.`);
    }
    super(type, options);
    const { code = 0, reason = '', wasClean = false } = options ?? {};
    this.#fields = { wasClean: !!wasClean, code: +code & 0xFFFF, reason: `${reason}` };
  }
  static has(event) { return typeof event === 'object' && event !== null && #fields in event; }
  get wasClean() { return checkClose(this).#fields.wasClean; }
  get code() { return checkClose(this).#fields.code; }
  get reason() { return checkClose(this).#fields.reason; }
}
const isClose = CloseEvent.has;
delete CloseEvent.has;
function checkClose(event) {
  if (!isClose(event)) throw illegalInvocation();
  return event;
}
enumerable(CloseEvent.prototype, 'CloseEvent', 'wasClean', 'code', 'reason');

return { ErrorEvent, CloseEvent };
