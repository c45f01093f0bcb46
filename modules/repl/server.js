// node:repl: a session of reading, evaluating and printing.
'use strict';

const { Interface } = require('readline');
const { AsyncLocalStorage } = require('async_hooks');
const { Console } = require('console');
const Module = require('module');
const path = require('path');
const util = require('util');
const vm = require('vm');
const { Recoverable, isValidSyntax, compile, resourceName } = evaluate;

const REPL_MODE_SLOPPY = Symbol('repl-sloppy');
const REPL_MODE_STRICT = Symbol('repl-strict');

const buffered = Symbol('bufferedCommand');
const loading = Symbol('loading');

const exported = {};
const session = new AsyncLocalStorage();

const lineFrame = /^ {4}at (?:Proxy\.<anonymous> \()?REPL\d+:\d+:\d+\)?$/;

function writer(value) { return util.inspect(value, writer.options); }
writer.options = { ...util.inspect.defaultOptions, showProxy: true };

// captureErrors shows what code of a session throws later in that session.
let captures = false;
function captureErrors() {
  if (captures) return;
  captures = true;
  process.addUncaughtExceptionCaptureCallback((err) => {
    const repl = session.getStore();
    if (repl === undefined || repl.closed) return false;
    return repl._handleError(err) !== 'unhandled';
  });
}

function optionsOf(prompt, source, evaluator, useGlobal, ignoreUndefined, replMode) {
  if (prompt !== null && typeof prompt === 'object') return { ...prompt };
  return { prompt, ...(source && { input: source, output: source }), eval: evaluator, useGlobal, ignoreUndefined, replMode };
}

class REPLServer extends Interface {
  constructor(prompt, source, evaluator, useGlobal, ignoreUndefined, replMode) {
    const options = optionsOf(prompt, source, evaluator, useGlobal, ignoreUndefined, replMode);
    if (!options.input && !options.output) {
      options.input = process.stdin;
      options.output = process.stdout;
    }
    if (options.terminal === undefined) options.terminal = Boolean(options.output.isTTY);
    if (options.useColors === undefined) options.useColors = options.terminal && options.output.hasColors?.() === true;
    if (options.breakEvalOnSigint && options.eval) {
      throw validate.typeError('ERR_INVALID_REPL_EVAL_CONFIG', 'Cannot specify both "breakEvalOnSigint" and "eval" for REPL');
    }
    if (options.domain !== undefined) throw validate.invalidArgValue('options.domain', options.domain, 'is no longer supported');
    const initial = options.prompt === undefined ? '> ' : options.prompt;
    let self;
    super({
      input: options.input,
      output: options.output,
      completer: options.completer || ((text, callback) => {
        complete.call(self, text, self.editorMode ? self.completeOnEditorMode(callback) : callback);
      }),
      terminal: options.terminal,
      historySize: options.historySize,
      prompt: initial,
    });
    self = this;
    this._initialPrompt = initial;
    this.allowBlockingCompletions = Boolean(options.allowBlockingCompletions);
    this.useColors = Boolean(options.useColors);
    this._isStandalone = Boolean(options[standalone]);
    this.useGlobal = Boolean(options.useGlobal);
    this.ignoreUndefined = Boolean(options.ignoreUndefined);
    this.replMode = options.replMode || REPL_MODE_SLOPPY;
    this.underscoreAssigned = false;
    this.last = undefined;
    this.underscoreErrAssigned = false;
    this.lastError = undefined;
    this.breakEvalOnSigint = Boolean(options.breakEvalOnSigint);
    this.editorMode = false;
    this._userErrorHandler = options.handleError;
    if (this._isStandalone) exported.repl = this;
    captureErrors();

    const run = options.eval || this._evaluate;
    this.eval = function REPLEval(code, context, file, callback) {
      session.run(self, function REPLEvalInContext() { run.call(self, code, context, file, callback); });
    };
    for (const [name, value] of [['_held', undefined], ['_awaited', 0], ['_cancel', undefined], ['_forced', false]]) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: false });
    }
    this.clearBufferedCommand();
    this.resetContext();
    this.commands = Object.create(null);
    defineCommands(this);
    this.writer = options.writer || exported.writer;
    if (this.writer === writer) writer.options.colors = this.useColors;
    this._listen();
    this._wrapKeys();
    this.displayPrompt();
  }

  get inputStream() { return this.input; }
  set inputStream(stream) { this.input = stream; }
  get outputStream() { return this.output; }
  set outputStream(stream) { this.output = stream; }

  _listen() {
    let interrupted = false;
    this.on('close', () => {
      if (this._held === undefined) this.emit('exit');
      else this._held.push(() => this.emit('exit'));
    });
    this.on('SIGINT', () => {
      if (this._cancel !== undefined) return this._cancel();
      const empty = this.line.length === 0 && this[buffered] === '';
      this.clearLine();
      this._editor(false);
      if (empty && interrupted) {
        interrupted = false;
        return this.close();
      }
      interrupted = empty;
      if (empty) this.output.write('(To exit, press Ctrl+C again or Ctrl+D or type .exit)\n');
      this.clearBufferedCommand();
      this.lines.level = [];
      this.displayPrompt();
    });
    this.on('SIGCONT', () => {
      if (!this.editorMode) return this.displayPrompt(true);
      this.output.write(`${this._initialPrompt}.editor\n// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n`);
      this.output.write(`${this[buffered]}\n`);
      this.prompt(true);
    });
    this.on('line', (line) => {
      interrupted = false;
      this._take(line || '');
    });
  }

  // _take handles a line.
  _take(line) {
    if (this.editorMode) {
      this[buffered] += line + '\n';
      const indent = this._sawKeyPress && !this[loading] ? /^\s+/.exec(line) : null;
      if (indent !== null) this.write(indent[0]);
      this.lines.push(line);
      return;
    }
    const trimmed = line.trim();
    const keyword = /^\.(?!\.)(\S+)\s*(.*)$/.exec(trimmed);
    if (keyword !== null && Number.isNaN(Number.parseFloat(trimmed))) {
      const command = this.commands[keyword[1]];
      if (command !== undefined) return command.action.call(this, keyword[2]);
      if (this[buffered] === '') {
        this.output.write('Invalid REPL keyword\n');
        return this._finish(line, null);
      }
    }
    const self = this;
    this.eval(this[buffered] + line + '\n', this.context, resourceName(), function finish(err, value) {
      self._finish(line, err, arguments.length === 2, value);
    });
  }

  _finish(line, err, printed, value) {
    this.lines.push(line);
    if (err instanceof Recoverable && !this._forced) {
      this[buffered] += line + '\n';
      return this.displayPrompt();
    }
    this._forced = false;
    if (err && this[buffered] === '' && line.trim().startsWith('npm ')) {
      this.output.write('npm should be run outside of the Node.js REPL, in your normal shell.\n(Press Ctrl+D to exit.)\n');
      return this.displayPrompt();
    }
    if (err) return this._handleError(err instanceof Recoverable ? err.err : err);
    this.clearBufferedCommand();
    if (printed && (!this.ignoreUndefined || value !== undefined)) {
      if (!this.underscoreAssigned) this.last = value;
      this.output.write(this.writer(value) + '\n');
    }
    if (!this.closed) this.displayPrompt();
  }

  // _evaluate is the eval of a REPL that got none.
  _evaluate(code, context, file, callback) {
    if (code === '\n') return callback(null);
    let compiled;
    try {
      compiled = compile(code, file, this.replMode === REPL_MODE_STRICT);
    } catch (err) {
      return callback(err);
    }
    let value;
    const options = { displayErrors: false, breakOnSigint: this.breakEvalOnSigint };
    const raw = this.breakEvalOnSigint ? this._setRawMode(false) : undefined;
    try {
      for (const script of compiled.scripts) {
        value = this.useGlobal ? script.runInThisContext(options) : script.runInContext(context, options);
      }
    } catch (err) {
      this._handleError(err);
      return;
    } finally {
      if (this.breakEvalOnSigint) this._setRawMode(raw);
    }
    if (!compiled.awaits) return callback(null, value);
    this._await(value, callback);
  }

  // _await keeps what is typed back until a promise settles.
  async _await(promise, callback) {
    this._held ??= [];
    this._awaited++;
    if (this.breakEvalOnSigint) {
      promise = Promise.race([promise, new Promise((resolve, reject) => {
        this._cancel = () => {
          const err = validate.error('ERR_SCRIPT_EXECUTION_INTERRUPTED', 'Script execution was interrupted by `SIGINT`');
          err.stack = `${err.name} [${err.code}]: ${err.message}`;
          reject(err);
        };
      })]);
    }
    try {
      callback(null, (await promise)?.value);
    } catch (err) {
      this._handleError(err);
    } finally {
      this._cancel = undefined;
      if (--this._awaited === 0) this._release();
    }
  }

  // _release handles what was typed meanwhile.
  _release() {
    const held = this._held;
    this._held = undefined;
    while (held.length > 0 && this._held === undefined) held.shift()();
    if (this._held !== undefined) this._held.push(...held);
  }

  _wrapKeys() {
    const write = this._ttyWrite.bind(this);
    this._ttyWrite = (text, key) => {
      key ||= {};
      if (this._held !== undefined && !(this.breakEvalOnSigint && key.ctrl && key.name === 'c')) {
        this._held.push(() => this._ttyWrite(text, key));
        return;
      }
      if (!this.editorMode || !this.terminal) {
        if (key.ctrl && key.name === 'd' && this.cursor === 0 && this.line.length === 0) this.clearLine();
        write(text, key);
        return;
      }
      if (key.ctrl && !key.shift) {
        if (key.name === 'd') {
          this._editor(false);
          this._forced = true;
          write(text, { name: 'return' });
        } else if (key.name !== 'n' && key.name !== 'p') {
          write(text, key);
        }
      } else if (key.name !== 'up' && key.name !== 'down') {
        if (key.name === 'tab') this._previousKey = null;
        write(text, key);
      }
    };
  }

  _editor(on) {
    this.editorMode = on;
    if (on) super.setPrompt('');
    else this.setPrompt(this._initialPrompt);
  }

  _load(text) {
    this._editor(true);
    this[loading] = true;
    this.write(text);
    this[loading] = false;
    this._editor(false);
    this.write('\n');
  }

  _handleError(err) {
    if (this._userErrorHandler) {
      const state = this._userErrorHandler(err);
      if (state === 'ignore' || state === 'unhandled') return state === 'unhandled' ? state : undefined;
      if (state !== 'print') {
        throw validate.error('ERR_INVALID_STATE', 'Invalid state: External REPL error handler must return either ' +
          `"ignore", "print", or "unhandled", but received: ${state}`);
      }
    }
    if (!this.underscoreErrAssigned) this.lastError = err;
    if (this._isStandalone && process.listenerCount('uncaughtException') !== 0) {
      process.nextTick(() => {
        process.emit('uncaughtException', err);
        this._again();
      });
      return;
    }
    this.output.write(this._errorText(err));
    this._again();
  }

  _again() {
    this.clearBufferedCommand();
    this.lines.level = [];
    if (!this.closed) this.displayPrompt();
  }

  _errorText(err) {
    if (util.types.isNativeError(err) && typeof err.stack === 'string') {
      if (err.name === 'SyntaxError') {
        err.stack = err.stack.replace(/^REPL\d+:\d+\r?\n/, '').replace(/^\s+at\s.*\n?/gm, '');
      } else {
        // What called the line, and the line's own frame, say nothing about the program.
        const frames = err.stack.split('\n');
        const line = frames.findLastIndex((frame) => lineFrame.test(frame));
        if (line > 0) err.stack = frames.slice(0, line).join('\n');
      }
    }
    let text = this.writer(err);
    if (text[0] === '[' && text[text.length - 1] === ']' && util.types.isNativeError(err)) text = text.slice(1, -1);
    const lines = text.split(/(?<=\n)/);
    const head = lines.findIndex((line) => /^\[?([A-Z][a-z0-9_]*)*Error/.test(line));
    if (head >= 0) {
      lines[head] = (writer.options.breakLength >= lines[head].length ? 'Uncaught ' : 'Uncaught:\n') + lines[head];
      text = lines.join('');
    } else {
      text = `Uncaught${lines.length === 1 ? ' ' : ':\n'}${text}`;
    }
    return text.endsWith('\n') ? text : text + '\n';
  }

  setupHistory(options = {}, callback = undefined) {
    if (typeof options === 'string') options = { filePath: options };
    setupHistory(this, options, callback || options.onHistoryFileLoaded || (() => {}));
  }

  clearBufferedCommand() { this[buffered] = ''; }

  close() { process.nextTick(() => super.close()); }

  createContext() {
    const context = this.useGlobal ? globalThis : vm.createContext(vm.constants.DONT_CONTEXTIFY);
    const define = (name, value) => Object.defineProperty(context, name, { value, writable: true, configurable: true });
    if (!this.useGlobal) {
      const inherent = new Set(Object.getOwnPropertyNames(context));
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        if (inherent.has(name) || languageGlobals.has(name)) continue;
        Object.defineProperty(context, name, Object.getOwnPropertyDescriptor(globalThis, name));
      }
      context.global = context;
      define('console', new Console(this.output));
    }
    const module = new Module('<repl>');
    module.paths = Module._nodeModulePaths(process.cwd());
    define('module', module);
    define('require', requireOf(module));
    for (const name of exported.builtinModules) {
      if (Object.hasOwn(context, name)) continue;
      Object.defineProperty(context, name, {
        configurable: true,
        enumerable: false,
        get() {
          const value = require(name);
          define(name, value);
          return value;
        },
        set(value) { define(name, value); },
      });
    }
    return context;
  }

  resetContext() {
    this.context = this.createContext();
    this.underscoreAssigned = this.underscoreErrAssigned = false;
    this.lines = [];
    this.lines.level = [];
    const remember = (name, key, flag) => {
      Object.defineProperty(this.context, name, {
        configurable: true,
        get: () => this[key],
        set: (value) => {
          this[key] = value;
          if (this[flag]) return;
          this[flag] = true;
          this.output.write(`Expression assignment to ${name} now disabled.\n`);
        },
      });
    };
    remember('_', 'last', 'underscoreAssigned');
    remember('_error', 'lastError', 'underscoreErrAssigned');
    this.emit('reset', this.context);
  }

  displayPrompt(preserveCursor) {
    super.setPrompt(this[buffered].length > 0 ? '| ' : this._initialPrompt);
    this.prompt(preserveCursor);
  }

  setPrompt(prompt) {
    this._initialPrompt = prompt;
    super.setPrompt(prompt);
  }

  complete() { Reflect.apply(this.completer, this, arguments); }

  completeOnEditorMode(callback) {
    return (err, results) => {
      if (err) return callback(err);
      const [completions, start = ''] = results;
      const list = completions.filter(Boolean);
      callback(null, [start && list.length > 0 ? [commonPrefix(list)] : list, start]);
    };
  }

  defineCommand(keyword, command) {
    if (typeof command === 'function') command = { action: command };
    else validate.function(command.action, 'cmd.action');
    this.commands[keyword] = command;
  }
}

for (const name of ['inputStream', 'outputStream']) {
  Object.defineProperty(REPLServer.prototype, name, { enumerable: false });
}

// requireOf is a require whose errors name the session.
function requireOf(module) {
  const found = Module.createRequire(path.join(process.cwd(), 'repl'));
  const require = (id) => module.require(id);
  return Object.assign(Object.defineProperty(require, 'name', { value: 'require' }),
    { resolve: found.resolve, main: undefined, extensions: found.extensions, cache: found.cache });
}

function commonPrefix(list) {
  let prefix = list[0];
  for (const text of list) while (!text.startsWith(prefix)) prefix = prefix.slice(0, -1);
  return prefix;
}

const languageGlobals = new Set(['Object', 'Function', 'Array', 'Number', 'Infinity', 'NaN', 'undefined', 'Boolean',
  'String', 'Symbol', 'Date', 'Promise', 'RegExp', 'Error', 'JSON', 'Math', 'Intl', 'globalThis', 'eval']);

function start(prompt, source, eval_, useGlobal, ignoreUndefined, replMode) {
  return new REPLServer(prompt, source, eval_, useGlobal, ignoreUndefined, replMode);
}

Object.assign(exported, { start, writer, REPLServer, REPL_MODE_SLOPPY, REPL_MODE_STRICT, Recoverable, isValidSyntax });

let builtins = Module.builtinModules.filter((name) => name[0] !== '_' && !name.includes('/') && !name.startsWith('node:'));
for (const name of ['builtinModules', '_builtinLibs']) {
  Object.defineProperty(exported, name, {
    get: () => builtins,
    set: (list) => { builtins = list; },
    enumerable: false,
    configurable: true,
  });
}

return exported;
