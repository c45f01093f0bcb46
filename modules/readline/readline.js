// node:readline and node:readline/promises.
'use strict';

const { InterfaceBase, abortError } = base;
const { LineEditor } = line;
const { position, movement, clearing, CSI } = cursor;

const replaceable = new Set(['_addHistory', '_deleteLeft', '_deleteLineLeft', '_deleteLineRight', '_deleteRight',
  '_deleteWordLeft', '_deleteWordRight', '_getDisplayPos', '_historyNext', '_historyPrev', '_insertString', '_line',
  '_moveCursor', '_normalWrite', '_onLine', '_refreshLine', '_setRawMode', '_ttyWrite', '_wordLeft', '_wordRight',
  '_writeToOutput']);

// withCallback makes a completer of one argument take a callback.
function withCallback(completer) {
  if (typeof completer !== 'function' || completer.length === 2) return completer;
  return (text, callback) => callback(null, completer(text));
}

function Interface(input, output, completer, terminal) {
  const target = new.target || Interface;
  if (input && input.input) input = Object.assign({}, input, { completer: withCallback(input.completer) });
  else completer = withCallback(completer);
  const self = Reflect.construct(InterfaceBase, [input, output, completer, terminal], target);
  if (self.terminal && process.env.TERM === 'dumb') {
    Object.defineProperty(self, '_ttyWrite', { value: ttyWriteDumb, writable: true, configurable: true });
  }
  return self;
}
Object.setPrototypeOf(Interface.prototype, InterfaceBase.prototype);
Object.setPrototypeOf(Interface, InterfaceBase);

// What programs replace of an interface are properties of its own prototype.
for (const proto of [LineEditor.prototype, InterfaceBase.prototype]) {
  for (const name of Object.getOwnPropertyNames(proto)) {
    if (name[0] === '_' && replaceable.has(name)) Interface.prototype[name] = proto[name];
  }
}
Interface.prototype._getCursorPos = LineEditor.prototype.getCursorPos;
for (const name of ['_decoder', '_line_buffer', '_oldPrompt', '_previousKey', '_prompt', '_questionCallback', '_sawKeyPress', '_sawReturnAt']) {
  Object.defineProperty(Interface.prototype, name, { value: undefined, writable: true, configurable: true, enumerable: true });
}

// A terminal that cannot move its cursor gets lines without editing.
function ttyWriteDumb(text, key) {
  key = key || {};
  if (key.name === 'escape') return;
  if (this._sawReturnAt && key.name !== 'enter') this._sawReturnAt = 0;
  if (key.ctrl) {
    if (key.name === 'c') {
      if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
      else this.close();
      return;
    }
    if (key.name === 'd') {
      this.close();
      return;
    }
  }
  if (key.name === 'return') {
    this._sawReturnAt = Date.now();
    this._line();
  } else if (key.name === 'enter') {
    if (this._sawReturnAt === 0 || Date.now() - this._sawReturnAt > this.crlfDelay) this._line();
    this._sawReturnAt = 0;
  } else if (typeof text === 'string' && text) {
    this.line += text;
    this.cursor += text.length;
    this._writeToOutput(text);
  }
}

Interface.prototype._tabComplete = function(lastKeypressWasTab) {
  this.pause();
  this.completer(this.line.slice(0, this.cursor), (err, value) => {
    this.resume();
    if (err) this._writeToOutput(`Tab completion error: ${require('util').inspect(err)}`);
    else this._tabCompleter(lastKeypressWasTab, value);
  });
};

Interface.prototype.question = function question(query, options, callback) {
  callback = typeof options === 'function' ? options : callback;
  const { signal } = options !== null && typeof options === 'object' ? options : {};
  if (signal) {
    validate.abortSignal(signal, 'options.signal');
    if (signal.aborted) return;
    const abort = () => this._questionCancel();
    signal.addEventListener('abort', abort, { once: true });
    const original = callback;
    callback = (answer) => {
      signal.removeEventListener('abort', abort);
      return typeof original === 'function' ? original(answer) : undefined;
    };
  }
  if (typeof callback === 'function') this._question(query, callback);
};

Interface.prototype.question[Symbol.for('nodejs.util.promisify.custom')] = function question(query, options) {
  const { signal } = options !== null && typeof options === 'object' ? options : {};
  if (signal && signal.aborted) return Promise.reject(abortError(undefined, signal.reason));
  return new Promise((resolve, reject) => {
    let callback = resolve;
    if (signal) {
      const abort = () => reject(abortError(undefined, signal.reason));
      signal.addEventListener('abort', abort, { once: true });
      callback = (answer) => {
        signal.removeEventListener('abort', abort);
        resolve(answer);
      };
    }
    this.question(query, options, callback);
  });
};

function createInterface(input, output, completer, terminal) { return new Interface(input, output, completer, terminal); }

class PromisesInterface extends InterfaceBase {
  question(query, options = {}) {
    return new Promise((resolve, reject) => {
      let callback = resolve;
      const { signal } = options;
      if (signal) {
        validate.abortSignal(signal, 'options.signal');
        if (signal.aborted) {
          reject(abortError(undefined, signal.reason));
          return;
        }
        const abort = () => {
          this._questionCancel();
          reject(abortError(undefined, signal.reason));
        };
        signal.addEventListener('abort', abort, { once: true });
        callback = (answer) => {
          signal.removeEventListener('abort', abort);
          resolve(answer);
        };
      }
      this._questionReject = reject;
      this._question(query, callback);
    });
  }
}
Object.defineProperty(PromisesInterface, 'name', { value: 'Interface' });

// Readline collects movements and sends them together.
class Readline {
  constructor(stream, options = undefined) {
    if (!stream || typeof stream.write !== 'function' || typeof stream.on !== 'function') {
      throw validate.invalidArgType('stream', 'Writable', stream);
    }
    Object.defineProperty(this, '_stream', { value: stream });
    Object.defineProperty(this, '_todo', { value: [], writable: true });
    const autoCommit = options === undefined || options === null ? undefined : options.autoCommit;
    if (autoCommit !== undefined && autoCommit !== null) validate.boolean(autoCommit, 'options.autoCommit');
    Object.defineProperty(this, '_autoCommit', { value: autoCommit === true });
  }
  _add(text) {
    if (this._autoCommit) process.nextTick(() => this._stream.write(text));
    else this._todo.push(text);
    return this;
  }
  cursorTo(x, y = undefined) {
    validate.integer(x, 'x');
    if (y !== undefined && y !== null) validate.integer(y, 'y');
    return this._add(position(x, y === null ? undefined : y));
  }
  moveCursor(dx, dy) {
    if (dx || dy) {
      validate.integer(dx, 'dx');
      validate.integer(dy, 'dy');
      this._add(movement(dx, dy));
    }
    return this;
  }
  clearLine(dir) {
    validate.integer(dir, 'dir', -1, 1);
    return this._add(clearing(dir));
  }
  clearScreenDown() { return this._add(CSI.clearScreenDown); }
  commit() {
    return new Promise((resolve) => {
      this._stream.write(this._todo.join(''), resolve);
      this._todo = [];
    });
  }
  rollback() {
    this._todo = [];
    return this;
  }
}

const promises = {
  Interface: PromisesInterface,
  Readline,
  createInterface: function createInterface(input, output, completer, terminal) {
    return new PromisesInterface(input, output, completer, terminal);
  },
};

return {
  Interface,
  clearLine: cursor.clearLine,
  clearScreenDown: cursor.clearScreenDown,
  createInterface,
  cursorTo: cursor.cursorTo,
  emitKeypressEvents,
  moveCursor: cursor.moveCursor,
  promises,
};
