'use strict';
// fs.watch and fs.watchFile: emitters on top of what binding reports.
const EventEmitter = require('events');

// What options.ignore turns down: globs, regular expressions or functions.
function ignoreMatcher(ignore) {
  if (ignore == null) return () => false;
  const list = Array.isArray(ignore) ? ignore : [ignore];
  binding.checkIgnore(ignore, list);
  const matchers = list.map((pattern) => {
    if (typeof pattern === 'string') return binding.globMatcher(pattern);
    if (typeof pattern === 'function') return pattern;
    return (name) => pattern.test(name);
  });
  return (name) => matchers.some((match) => match(name));
}

class FSWatcher extends EventEmitter {
  constructor(path, options) {
    super();
    this._handle = null;
    const encoding = options.encoding;
    const ignored = ignoreMatcher(options.ignore);
    this._handle = binding.watch(path, !!options.recursive, encoding, options.persistent !== false,
      (eventType, filename) => {
        if (filename === null || !ignored(filename)) this.emit('change', eventType, filename);
      },
      (err) => { this._handle = null; this.emit('error', err); });
    if (options.signal) {
      const abort = () => this.close();
      if (options.signal.aborted) {
        process.nextTick(abort);
      } else {
        options.signal.addEventListener('abort', abort, { once: true });
        this.once('close', () => options.signal.removeEventListener('abort', abort));
      }
    }
  }

  close() {
    if (this._handle === null) return;
    this._handle.close();
    this._handle = null;
    process.nextTick(() => this.emit('close'));
  }
  ref() {
    if (this._handle) this._handle.ref();
    return this;
  }
  unref() {
    if (this._handle) this._handle.unref();
    return this;
  }
}

class StatWatcher extends EventEmitter {
  constructor(bigint) {
    super();
    this._bigint = bigint;
    this._timer = null;
    this._previous = null;
    this._listeners = 0;
    this._refed = true;
  }

  _start(filename, persistent, interval) {
    if (this._timer !== null) return;
    const poll = () => binding.stat(filename, { bigint: this._bigint }).then((s) => s, () => binding.emptyStats(this._bigint))
      .then((current) => {
        if (this._timer === null) return;
        const previous = this._previous;
        this._previous = current;
        if (previous === null) {
          if (Number(current.ino) === 0 && Number(current.nlink) === 0) this.emit('change', current, current);
        } else if (differs(current, previous)) {
          this.emit('change', current, previous);
        }
      });
    this._timer = setInterval(poll, interval);
    if (!persistent) this.unref();
    poll();
  }
  _stop() {
    clearInterval(this._timer);
    this._timer = null;
    process.nextTick(() => this.emit('stop'));
  }
  ref() {
    if (this._timer) this._timer.ref();
    return this;
  }
  unref() {
    if (this._timer) this._timer.unref();
    return this;
  }
}
StatWatcher.prototype.start = StatWatcher.prototype._start;
StatWatcher.prototype.stop = StatWatcher.prototype._stop;

const compared = ['ctimeMs', 'mtimeMs', 'birthtimeMs', 'size', 'mode', 'uid', 'gid', 'ino', 'dev'];
function differs(a, b) { return compared.some((name) => a[name] !== b[name]); }

const watched = new Map();

function watchFile(filename, options, listener) {
  filename = binding.absolute(filename);
  if (options === null || typeof options !== 'object') {
    listener = options;
    options = null;
  }
  options = { interval: 5007, persistent: true, ...options };
  binding.validate.func(listener, 'listener');
  let watcher = watched.get(filename);
  if (watcher === undefined) {
    watcher = new StatWatcher(!!options.bigint);
    watched.set(filename, watcher);
    watcher._start(filename, options.persistent, options.interval);
  }
  watcher.addListener('change', listener);
  return watcher;
}

function unwatchFile(filename, listener) {
  filename = binding.absolute(filename);
  const watcher = watched.get(filename);
  if (watcher === undefined) return;
  if (typeof listener === 'function') watcher.removeListener('change', listener);
  else watcher.removeAllListeners('change');
  if (watcher.listenerCount('change') === 0) {
    watcher._stop();
    watched.delete(filename);
  }
}

function watch(filename, options, listener) {
  if (typeof options === 'function') listener = options;
  options = binding.getOptions(options);
  filename = binding.toPath(filename);
  binding.checkPath(filename);
  for (const name of ['persistent', 'recursive']) {
    if (options[name] !== undefined) binding.validate.bool(options[name], `options.${name}`);
  }
  const watcher = new FSWatcher(filename, options);
  if (listener) watcher.addListener('change', listener);
  return watcher;
}

// promises.watch: an async iterator of events, kept until they are asked for.
function watchIterator(filename, options = {}) {
  binding.validate.object(options, 'options');
  const { signal, persistent = true, recursive = false, encoding = 'utf8', maxQueue = 2048, overflow = 'ignore', ignore } = options;
  binding.validate.bool(persistent, 'options.persistent');
  binding.validate.bool(recursive, 'options.recursive');
  const queue = [];
  const waiting = [];
  let failure = null;
  let watcher = null;
  let done = false;
  const abort = () => { failure = binding.errors.aborted(signal.reason); finish(); };
  const finish = () => {
    if (done) return;
    done = true;
    if (watcher) watcher.close();
    if (signal) signal.removeEventListener('abort', abort);
    while (waiting.length > 0) settle(waiting.shift());
  };
  const settle = ({ resolve, reject }) => {
    if (queue.length > 0) resolve({ value: queue.shift(), done: false });
    else if (failure) {
      const err = failure;
      failure = null;
      reject(err);
    } else resolve({ value: undefined, done: true });
  };
  const start = () => {
    if (watcher || done) return;
    if (signal && signal.aborted) {
      abort();
      return;
    }
    watcher = watch(filename, { persistent, recursive, encoding, ignore });
    watcher.on('change', (eventType, name) => {
      if (queue.length >= maxQueue) {
        if (overflow === 'error') {
          failure = binding.errors.queue(maxQueue);
          finish();
        }
        return;
      }
      queue.push({ eventType, filename: name });
      if (waiting.length > 0) settle(waiting.shift());
    });
    watcher.on('error', (err) => { failure = err; finish(); });
    if (signal) signal.addEventListener('abort', abort, { once: true });
  };
  const iterator = {
    next() {
      return new Promise((resolve, reject) => {
        try {
          start();
        } catch (err) {
          done = true;
          reject(err);
          return;
        }
        if (queue.length > 0 || done) settle({ resolve, reject });
        else waiting.push({ resolve, reject });
      });
    },
    return(value) {
      finish();
      return Promise.resolve({ value, done: true });
    },
  };
  iterator[Symbol.asyncIterator] = () => iterator;
  return iterator;
}

return { FSWatcher, StatWatcher, watch, watchFile, unwatchFile, watchIterator };
