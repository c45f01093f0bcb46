// Interface: lines from a stream, keys from a terminal.
'use strict';

const { StringDecoder } = require('string_decoder');
const { cursorTo, clearScreenDown } = cursor;
const { LineEditor, sizeLeft, sizeAt } = line;

const MIN_CRLF_DELAY = 100;
const lineEnding = /\r?\n|\r(?!\n)|\u2028|\u2029/;

const hidden = (object, name, value) =>
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

function abortError(message, cause) {
  const err = new Error(message || 'The operation was aborted');
  if (cause !== undefined) hidden(err, 'cause', cause);
  Object.defineProperty(err, 'name', { value: 'AbortError', writable: true, configurable: true, enumerable: true });
  err.code = 'ABORT_ERR';
  return err;
}

function afterClose() { return validate.error('ERR_USE_AFTER_CLOSE', 'readline was closed'); }

// settings reads the options of the constructor.
function settings(input, output, completer, terminal) {
  const options = input && input.input ? input : { input, output, completer, terminal };
  const { tabSize, escapeCodeTimeout, signal, historySize, history } = options;
  if (tabSize !== undefined) validate.uint32(tabSize, 'tabSize', true);
  if (escapeCodeTimeout !== undefined && !Number.isFinite(escapeCodeTimeout)) {
    throw validate.invalidArgValue('input.escapeCodeTimeout', escapeCodeTimeout);
  }
  if (signal) validate.abortSignal(signal, 'options.signal');
  if (historySize !== undefined) {
    if (typeof historySize !== 'number' || Number.isNaN(historySize) || historySize < 0) {
      validate.number(historySize, 'historySize', 0);
    }
  }
  if (history !== undefined) validate.array(history, 'history');
  if (options.completer !== undefined && typeof options.completer !== 'function') {
    throw validate.invalidArgValue('completer', options.completer);
  }
  return options;
}

class InterfaceBase extends LineEditor {
  constructor(input, output, completer, terminal) {
    super();
    const options = settings(input, output, completer, terminal);
    ({ input, output } = options);
    terminal = options.terminal;
    if (terminal === undefined && output !== null && output !== undefined) terminal = Boolean(output.isTTY);
    this.isCompletionEnabled = true;
    this.escapeCodeTimeout = options.escapeCodeTimeout === undefined ? 500 : options.escapeCodeTimeout;
    this.tabSize = options.tabSize === undefined ? 8 : options.tabSize;
    hidden(this, '_sawReturnAt', 0);
    hidden(this, '_sawKeyPress', false);
    hidden(this, '_previousKey', null);
    hidden(this, '_line_buffer', undefined);
    hidden(this, '_questionCallback', null);
    hidden(this, '_questionReject', null);
    hidden(this, '_oldPrompt', undefined);
    hidden(this, '_prompt', options.prompt === undefined ? '> ' : options.prompt);
    this._initLine({
      historySize: options.historySize === undefined ? 30 : options.historySize,
      history: options.history === undefined ? [] : options.history,
      removeHistoryDuplicates: options.removeHistoryDuplicates,
    });
    this.output = output;
    this.input = input;
    this.crlfDelay = options.crlfDelay ? Math.max(MIN_CRLF_DELAY, options.crlfDelay) : MIN_CRLF_DELAY;
    this.completer = options.completer;
    this.terminal = Boolean(terminal);
    if (this.terminal) this._listenToKeys(input, output);
    else this._listenToData(input);
    if (options.signal) this._closeOnAbort(options.signal);
    input.resume();
  }

  _closeOnAbort(signal) {
    const abort = () => this.close();
    if (signal.aborted) {
      process.nextTick(abort);
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    this.once('close', () => signal.removeEventListener('abort', abort));
  }

  _listenToData(input) {
    hidden(this, '_decoder', new StringDecoder('utf8'));
    const onerror = (err) => this.emit('error', err);
    const ondata = (data) => this._normalWrite(data);
    const onend = () => {
      if (typeof this._line_buffer === 'string' && this._line_buffer.length > 0) this.emit('line', this._line_buffer);
      this.close();
    };
    input.on('error', onerror);
    input.on('data', ondata);
    input.on('end', onend);
    this.once('close', () => {
      input.removeListener('data', ondata);
      input.removeListener('error', onerror);
      input.removeListener('end', onend);
    });
  }

  _listenToKeys(input, output) {
    const onerror = (err) => this.emit('error', err);
    const onkeypress = (text, key) => {
      this._ttyWrite(text, key);
      if (key && key.sequence) {
        // Half of a surrogate pair shows once the other is there.
        const code = key.sequence.codePointAt(0);
        if (code >= 0xd800 && code <= 0xdfff) this._refreshLine();
      }
    };
    const onend = () => {
      if (typeof this.line === 'string' && this.line.length > 0) this.emit('line', this.line);
      this.close();
    };
    const onresize = () => this._refreshLine();
    input.on('error', onerror);
    emitKeypressEvents(input, this);
    input.on('keypress', onkeypress);
    input.on('end', onend);
    this._setRawMode(true);
    if (output !== null && output !== undefined) output.on('resize', onresize);
    this.once('close', () => {
      input.removeListener('keypress', onkeypress);
      input.removeListener('error', onerror);
      input.removeListener('end', onend);
      if (output !== null && output !== undefined) output.removeListener('resize', onresize);
    });
  }

  _setRawMode(mode) {
    const before = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return before;
  }

  setPrompt(prompt) { this._prompt = prompt; }

  getPrompt() { return this._prompt; }

  prompt(preserveCursor) {
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this._prompt);
    }
  }

  _question(query, callback) {
    if (this.closed) throw afterClose();
    if (this._questionCallback) {
      this.prompt();
      return;
    }
    this._oldPrompt = this._prompt;
    this.setPrompt(query);
    this._questionCallback = callback;
    this.prompt();
  }

  _questionCancel() {
    if (!this._questionCallback) return;
    this._questionCallback = null;
    this.setPrompt(this._oldPrompt);
    this.clearLine();
  }

  _onLine(text) {
    if (this._questionCallback) {
      const callback = this._questionCallback;
      this._questionCallback = null;
      this.setPrompt(this._oldPrompt);
      callback(text);
    } else {
      this.emit('line', text);
    }
  }

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  }

  pause() {
    if (this.closed) throw afterClose();
    if (this.paused) return undefined;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    if (this.closed) throw afterClose();
    if (!this.paused) return undefined;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  write(data, key) {
    if (this.closed) throw afterClose();
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(data, key);
    else this._normalWrite(data);
  }

  _normalWrite(bytes) {
    if (bytes === undefined) return;
    let text = this._decoder.write(bytes);
    if (this._sawReturnAt && Date.now() - this._sawReturnAt <= this.crlfDelay) {
      // A line feed that belongs to the return before it.
      if (text.codePointAt(0) === 10) text = text.slice(1);
      this._sawReturnAt = 0;
    }
    if (!text) return;
    const lines = text.split(lineEnding);
    if (lines.length === 1) {
      this._line_buffer = this._line_buffer ? this._line_buffer + text : text;
      return;
    }
    this._sawReturnAt = text.endsWith('\r') ? Date.now() : 0;
    if (this._line_buffer) lines[0] = this._line_buffer + lines[0];
    this._line_buffer = lines.pop();
    for (let i = 0; i < lines.length; i++) this._onLine(lines[i]);
  }

  async _tabComplete(lastKeypressWasTab) {
    this.pause();
    let value;
    try {
      value = await this.completer(this.line.slice(0, this.cursor));
    } catch (err) {
      this._writeToOutput(`Tab completion error: ${require('util').inspect(err)}`);
      return;
    } finally {
      this.resume();
    }
    this._tabCompleter(lastKeypressWasTab, value);
  }

  _interrupt(letter) {
    this.close();
    if (this._questionReject) this._questionReject(abortError(`Aborted with Ctrl+${letter}`));
  }

  _suspend() {
    if (process.platform === 'win32') return;
    if (this.listenerCount('SIGTSTP') > 0) {
      this.emit('SIGTSTP');
      return;
    }
    process.once('SIGCONT', () => {
      if (!this.paused) {
        this.pause();
        this.emit('SIGCONT');
      }
      this._setRawMode(true);
      this._refreshLine();
    });
    this._setRawMode(false);
    process.kill(process.pid, 'SIGTSTP');
  }

  _search(key) {
    if ((key.name === 'up' || key.name === 'down') && !key.ctrl && !key.meta && !key.shift) {
      if (this._substringSearch === null) this._substringSearch = this.line.slice(0, this.cursor);
    } else if (this._substringSearch !== null) {
      this._substringSearch = null;
      if (this.history.length === this.historyIndex) this.historyIndex = -1;
    }
  }

  // _ttyWrite is a key: text is what it types, key what it is.
  _ttyWrite(text, key) {
    const previous = this._previousKey;
    key = key || {};
    this._previousKey = key;
    if (!key.meta || key.name !== 'y') this._yanking = false;
    this._search(key);
    if (typeof key.sequence === 'string') {
      const code = key.sequence.codePointAt(0);
      if (code === 0x1f) return this._swap(this._undoStack, this._redoStack);
      if (code === 0x1e) return this._swap(this._redoStack, this._undoStack);
    }
    if (key.name === 'escape') return undefined;
    if (key.ctrl && key.shift) {
      if (key.name === 'backspace') this._deleteLineLeft();
      else if (key.name === 'delete') this._deleteLineRight();
    } else if (key.ctrl) {
      this._controlKey(key);
    } else if (key.meta) {
      this._metaKey(key);
    } else {
      if (this._sawReturnAt && key.name !== 'enter') this._sawReturnAt = 0;
      this._plainKey(text, key, previous);
    }
    return undefined;
  }

  _controlKey(key) {
    switch (key.name) {
      case 'c':
        if (this.listenerCount('SIGINT') > 0) this.emit('SIGINT');
        else this._interrupt('C');
        break;
      case 'h': this._deleteLeft(); break;
      case 'd':
        if (this.cursor === 0 && this.line.length === 0) this._interrupt('D');
        else this._deleteRight();
        break;
      case 'u': this._deleteLineLeft(); break;
      case 'k': this._deleteLineRight(); break;
      case 'a': this._moveCursor(-Infinity); break;
      case 'e': this._moveCursor(Infinity); break;
      case 'b': this._moveCursor(-sizeLeft(this.line, this.cursor)); break;
      case 'f': this._moveCursor(sizeAt(this.line, this.cursor)); break;
      case 'l':
        cursorTo(this.output, 0, 0);
        clearScreenDown(this.output);
        this._refreshLine();
        break;
      case 'n': this._historyNext(); break;
      case 'p': this._historyPrev(); break;
      case 'y': this._yank(); break;
      case 'z': this._suspend(); break;
      case 'w':
      case 'backspace': this._deleteWordLeft(); break;
      case 'delete': this._deleteWordRight(); break;
      case 'left': this._wordLeft(); break;
      case 'right': this._wordRight(); break;
    }
  }

  _metaKey(key) {
    switch (key.name) {
      case 'b': this._wordLeft(); break;
      case 'f': this._wordRight(); break;
      case 'd':
      case 'delete': this._deleteWordRight(); break;
      case 'backspace': this._deleteWordLeft(); break;
      case 'y': this._yankPop(); break;
    }
  }

  _plainKey(text, key, previous) {
    switch (key.name) {
      case 'return':
        this._sawReturnAt = Date.now();
        this._line();
        return;
      case 'enter':
        if (this._sawReturnAt === 0 || Date.now() - this._sawReturnAt > this.crlfDelay) this._line();
        this._sawReturnAt = 0;
        return;
      case 'backspace': this._deleteLeft(); return;
      case 'delete': this._deleteRight(); return;
      case 'left': this._moveCursor(-sizeLeft(this.line, this.cursor)); return;
      case 'right': this._moveCursor(sizeAt(this.line, this.cursor)); return;
      case 'home': this._moveCursor(-Infinity); return;
      case 'end': this._moveCursor(Infinity); return;
      case 'up': this._historyPrev(); return;
      case 'down': this._historyNext(); return;
      case 'tab':
        if (typeof this.completer === 'function' && this.isCompletionEnabled) {
          this._tabComplete(previous && previous.name === 'tab');
          return;
        }
    }
    if (typeof text !== 'string' || !text) return;
    const lines = text.split(lineEnding);
    for (let i = 0; i < lines.length; i++) {
      if (i > 0) this._line();
      if (lines[i]) this._insertString(lines[i]);
    }
  }
}

const asyncIterator = Symbol.asyncIterator;
if (asyncIterator) {
  // Lines as they come; reading pauses while too many wait.
  hidden(InterfaceBase.prototype, asyncIterator, function() {
    // All loops over an interface share its lines.
    if (this._iterator === undefined) hidden(this, '_iterator', iterate(this));
    return this._iterator;
  });
}

function iterate(self) {
  const lines = [];
  const waiting = [];
  let done = Boolean(self.closed);
  let failure = null;
  const settle = () => {
    while (waiting.length > 0 && (lines.length > 0 || failure !== null || done)) {
      const { resolve, reject } = waiting.shift();
      if (lines.length > 0) {
        resolve({ value: lines.shift(), done: false });
      } else if (failure !== null) {
        reject(failure);
        failure = null;
        done = true;
      } else {
        resolve({ value: undefined, done: true });
      }
    }
    if (lines.length < 1 && self.paused && !self.closed) self.resume();
  };
  const onLine = (text) => {
    lines.push(text);
    if (waiting.length > 0) settle();
    else if (lines.length > 1024 && !self.closed) self.pause();
  };
  const onClose = () => {
    done = true;
    settle();
  };
  const onError = (err) => {
    failure = err;
    settle();
  };
  const stop = () => {
    self.off('line', onLine);
    self.off('close', onClose);
    self.off('error', onError);
    done = true;
    lines.length = 0;
  };
  self.on('line', onLine);
  self.on('close', onClose);
  self.on('error', onError);
  return {
    next: () => new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      settle();
    }),
    return: () => {
      stop();
      settle();
      return Promise.resolve({ value: undefined, done: true });
    },
    throw: (err) => {
      stop();
      return Promise.reject(err);
    },
    [asyncIterator]() { return this; },
  };
}

if (Symbol.dispose) hidden(InterfaceBase.prototype, Symbol.dispose, function() { this.close(); });

return { InterfaceBase, abortError };
