// ChildProcess, and what stdio options mean.
'use strict';

const EventEmitter = require('events');

const passingErrors = new Set(['EACCES', 'EAGAIN', 'EMFILE', 'ENFILE', 'ENOENT']);

function ChildProcess() {
  EventEmitter.call(this);
  this._closesNeeded = 1;
  this._closesGot = 0;
  this.connected = false;
  this.signalCode = null;
  this.exitCode = null;
  this.killed = false;
  this.spawnfile = null;
  this._handle = null;
  const channel = require('diagnostics_channel').channel('child_process');
  if (channel.hasSubscribers) channel.publish({ process: this });
}
Object.setPrototypeOf(ChildProcess.prototype, EventEmitter.prototype);
Object.setPrototypeOf(ChildProcess, EventEmitter);

function spawnError(code, child) {
  const err = validate.systemError(code, child.spawnfile ? `spawn ${child.spawnfile}` : 'spawn');
  if (child.spawnfile) err.path = child.spawnfile;
  err.spawnargs = child.spawnargs.slice(1);
  return err;
}

function exited(child, exitCode, signalCode, errorCode) {
  if (signalCode) child.signalCode = signalCode;
  else child.exitCode = exitCode;
  if (child.stdin) child.stdin.destroy();
  child._handle = null;
  if (errorCode !== undefined) child.emit('error', spawnError(errorCode, child));
  else child.emit('exit', child.exitCode, child.signalCode);
  // Streams that nobody has touched are drained, so that they close.
  process.nextTick(() => {
    (child.stdio || []).forEach((stream) => {
      if (stream && stream.readable && !stream._usedAsStdio) stream.resume();
    });
  });
  maybeClose(child);
}

function maybeClose(child) {
  child._closesGot++;
  if (child._closesGot === child._closesNeeded) child.emit('close', child.exitCode, child.signalCode);
}

ChildProcess.prototype.spawn = function spawn(options) {
  validate.object(options, 'options');
  const stdio = validStdio(options.stdio || 'pipe', false);
  validate.oneOf(options.serialization, 'options.serialization', [undefined, 'json', 'advanced']);
  const serialization = options.serialization || 'json';
  const ipc = stdio.findIndex((entry) => entry.ipc);
  if (ipc >= 0) {
    if (options.envPairs === undefined) options.envPairs = [];
    else validate.array(options.envPairs, 'options.envPairs');
    options.envPairs.push(`NODE_CHANNEL_FD=${ipc}`, `NODE_CHANNEL_SERIALIZATION_MODE=${serialization}`);
  }
  validate.string(options.file, 'options.file');
  this.spawnfile = options.file;
  if (options.args === undefined) {
    this.spawnargs = [];
  } else {
    validate.array(options.args, 'options.args');
    this.spawnargs = options.args;
  }

  const tracing = require('diagnostics_channel').tracingChannel('child_process.spawn');
  if (tracing.hasSubscribers) tracing.start.publish({ process: this, options });
  const started = binding.start({
    file: options.file, args: this.spawnargs, cwd: options.cwd, envPairs: options.envPairs, stdio,
    detached: options.detached, uid: options.uid, gid: options.gid,
    windowsHide: options.windowsHide, windowsVerbatimArguments: options.windowsVerbatimArguments,
  }, (code, signal) => exited(this, code, signal));

  const { code } = started;
  if (tracing.hasSubscribers) {
    if (code === undefined) tracing.end.publish({ process: this });
    else tracing.error.publish({ process: this, error: validate.systemError(code, 'spawn') });
  }
  if (code !== undefined) {
    if (!passingErrors.has(code)) {
      this._handle = null;
      throw validate.systemError(code, 'spawn');
    }
    process.nextTick(() => exited(this, validate.errno(code), null, code));
    this._handle = { kill: () => 'ESRCH', ref() {}, unref() {}, close() {} };
    if (code === 'EMFILE' || code === 'ENFILE') return validate.errno(code);
  } else {
    this._handle = started.handle;
    process.nextTick(() => this.emit('spawn'));
    this.pid = started.pid;
  }
  if (code !== undefined) this.pid = undefined;

  this.stdio = stdio.map((entry, i) => {
    if (entry.stream) {
      entry.stream.pause();
      Object.defineProperty(entry.stream, '_usedAsStdio', { value: true, configurable: true });
    }
    if (entry.ipc) {
      if (code === undefined) this._closesNeeded++;
      return null;
    }
    if (entry.type !== 'pipe') return null;
    const socket = started.sockets[i];
    if (i > 0) {
      this._closesNeeded++;
      socket.on('close', () => maybeClose(this));
    }
    return socket;
  });
  [this.stdin, this.stdout, this.stderr] = this.stdio;
  if (ipc >= 0 && code === undefined) setupChannel(this, started.channel, serialization, once(() => maybeClose(this)));
  return code === undefined ? 0 : validate.errno(code);
};

function once(f) {
  let called = false;
  return () => {
    if (called) return;
    called = true;
    f();
  };
}

// validSignal is the number of a signal, given by name or number.
function validSignal(signal) {
  if (Number.isInteger(signal) && binding.signalName(signal) !== '') return signal;
  if (typeof signal === 'string') {
    const number = binding.signalNumber(signal.toUpperCase());
    if (number) return number;
  }
  throw validate.typeError('ERR_UNKNOWN_SIGNAL', `Unknown signal: ${String(signal)}`);
}

ChildProcess.prototype.kill = function kill(sig) {
  const signal = sig === 0 ? 0 : validSignal(sig === undefined ? 'SIGTERM' : sig);
  if (!this._handle) return false;
  const code = this._handle.kill(signal);
  if (code === undefined) {
    this.killed = true;
    return true;
  }
  if (code === 'EINVAL' || code === 'ENOSYS') throw validate.systemError(code, 'kill');
  if (code !== 'ESRCH') this.emit('error', validate.systemError(code, 'kill'));
  return false;
};

if (Symbol.dispose) {
  Object.defineProperty(ChildProcess.prototype, Symbol.dispose, {
    value: function() {
      if (!this.killed) this.kill();
    },
    writable: true, configurable: true,
  });
}

ChildProcess.prototype.ref = function ref() {
  if (this._handle) this._handle.ref();
};

ChildProcess.prototype.unref = function unref() {
  if (this._handle) this._handle.unref();
};

// stdioArray spells out a word.
function stdioArray(word, channel) {
  let list;
  if (word === 'ignore' || word === 'overlapped' || word === 'pipe') list = [word, word, word];
  else if (word === 'inherit') list = [0, 1, 2];
  else throw validate.invalidArgValue('stdio', word);
  if (channel) list.push(channel);
  return list;
}

// validStdio turns option stdio into a list of { type: 'ignore' | 'pipe' |
// 'fd', fd, ipc, stream }.
function validStdio(stdio, sync) {
  if (typeof stdio === 'string') stdio = stdioArray(stdio);
  else if (!Array.isArray(stdio)) throw validate.invalidArgValue('stdio', stdio);
  while (stdio.length < 3) stdio.push(undefined);
  let ipc = false;
  const list = [];
  stdio.forEach((entry, i) => {
    if (entry === undefined || entry === null) entry = i < 3 ? 'pipe' : 'ignore';
    if (entry === 'ignore') {
      list.push({ type: 'ignore' });
    } else if (entry === 'pipe' || entry === 'overlapped' || typeof entry === 'number' && entry < 0) {
      list.push({ type: 'pipe' });
    } else if (entry === 'ipc') {
      if (sync) throw validate.error('ERR_IPC_SYNC_FORK', 'IPC cannot be used with synchronous forks');
      if (ipc) throw validate.error('ERR_IPC_ONE_PIPE', 'Child process can have only one IPC pipe');
      ipc = true;
      list.push({ type: 'pipe', ipc: true });
    } else if (entry === 'inherit') {
      list.push({ type: 'fd', fd: i });
    } else if (typeof entry === 'number') {
      list.push({ type: 'fd', fd: entry });
    } else if (typeof entry.fd === 'number') {
      list.push({ type: 'fd', fd: entry.fd });
    } else if (entry._handle && entry._handle.fd >= 0) {
      list.push({ type: 'fd', fd: entry._handle.fd, stream: entry });
    } else if (ArrayBuffer.isView(entry) || typeof entry === 'string') {
      if (!sync) {
        const shown = require('util').inspect(entry);
        throw validate.typeError('ERR_INVALID_SYNC_FORK_INPUT',
                                 `Asynchronous forks do not support Buffer, TypedArray, DataView or string input: ${shown}`);
      }
      throw validate.invalidArgValue('stdio', entry);
    } else {
      throw validate.invalidArgValue('stdio', entry);
    }
  });
  return list;
}

return { ChildProcess, validStdio, stdioArray, validSignal };
