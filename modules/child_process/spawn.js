// spawn, fork, exec and execFile, and their synchronous forms.
'use strict';

const { ChildProcess, validStdio, stdioArray, validSignal } = child;
const MAX_BUFFER = 1024 * 1024;

const given = (value) => value !== undefined && value !== null;

function noNull(value, name) {
  if (typeof value === 'string' && value.includes('\u0000')) {
    throw validate.invalidArgValue(name, value, 'must be a string without null bytes');
  }
}

// pathOf takes a path as file functions do: a string, a Buffer or a file URL.
function pathOf(value, name) {
  if (value instanceof URL) value = require('url').fileURLToPath(value);
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) {
    throw validate.invalidArgType(name, ['string', 'Buffer', 'URL'], value);
  }
  value = String(value);
  noNull(value, name);
  return value;
}

function checkTimeout(timeout) {
  if (given(timeout)) validate.integer(timeout, 'timeout', 0);
}

function checkMaxBuffer(maxBuffer) {
  if (given(maxBuffer)) validate.number(maxBuffer, 'options.maxBuffer', 0);
}

function killSignalOf(signal) {
  if (typeof signal === 'string' || typeof signal === 'number') return validSignal(signal);
  if (given(signal)) throw validate.invalidArgType('options.killSignal', ['string', 'number'], signal);
  return undefined;
}

let warnedOfShellArguments = false;

function shellCommand(file, args, shell) {
  noNull(shell, 'options.shell');
  if (args.length > 0 && !warnedOfShellArguments) {
    warnedOfShellArguments = true;
    process.emitWarning('Passing args to a child process with shell option true can lead to security ' +
      'vulnerabilities, as the arguments are not escaped, only concatenated.', 'DeprecationWarning', 'DEP0190');
  }
  const command = args.length > 0 ? `${file} ${args.join(' ')}` : file;
  if (process.platform === 'win32') {
    const program = typeof shell === 'string' ? shell : process.env.comspec || 'cmd.exe';
    return /^(?:.*\\)?cmd(?:\.exe)?$/i.test(program) ?
      { file: program, args: ['/d', '/s', '/c', `"${command}"`], verbatim: true } :
      { file: program, args: ['-c', command], verbatim: false };
  }
  return { file: typeof shell === 'string' ? shell : '/bin/sh', args: ['-c', command], verbatim: false };
}

function environment(given) {
  const env = given || Object.assign({}, process.env);
  if (process.env.NODE_V8_COVERAGE && given && !Object.prototype.hasOwnProperty.call(given, 'NODE_V8_COVERAGE')) {
    env.NODE_V8_COVERAGE = process.env.NODE_V8_COVERAGE;
  }
  const pairs = [];
  for (const key in env) {
    const value = env[key];
    if (value === undefined) continue;
    noNull(key, `options.env['${key}']`);
    noNull(value, `options.env['${key}']`);
    pairs.push(`${key}=${value}`);
  }
  return pairs;
}

function checkSpawnOptions(options) {
  const check = (name, kind) => {
    if (given(options[name])) validate[kind](options[name], 'options.' + name);
  };
  check('detached', 'boolean');
  check('uid', 'int32');
  check('gid', 'int32');
  if (given(options.shell) && typeof options.shell !== 'boolean' && typeof options.shell !== 'string') {
    throw validate.invalidArgType('options.shell', ['boolean', 'string'], options.shell);
  }
  check('argv0', 'string');
  noNull(options.argv0, 'options.argv0');
  check('windowsHide', 'boolean');
  check('windowsVerbatimArguments', 'boolean');
}

function normalizeSpawnArguments(file, args, options) {
  validate.string(file, 'file');
  noNull(file, 'file');
  if (file.length === 0) throw validate.invalidArgValue('file', file, 'cannot be empty');
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (!given(args)) {
    args = [];
  } else if (typeof args !== 'object') {
    throw validate.invalidArgType('args', 'object', args);
  } else {
    options = args;
    args = [];
  }
  args.forEach((arg, i) => noNull(arg, `args[${i}]`));
  if (options !== undefined) validate.object(options, 'options');
  options = Object.assign(Object.create(null), options);
  let { cwd, windowsVerbatimArguments } = options;
  if (given(cwd)) cwd = pathOf(cwd, 'options.cwd');
  checkSpawnOptions(options);
  if (options.shell) {
    const command = shellCommand(file, args, options.shell);
    ({ file, args } = command);
    windowsVerbatimArguments = command.verbatim || windowsVerbatimArguments;
  }
  args.unshift(typeof options.argv0 === 'string' ? options.argv0 : file);
  return Object.assign(options, {
    args, cwd, detached: Boolean(options.detached), envPairs: environment(options.env), file,
    windowsHide: Boolean(options.windowsHide), windowsVerbatimArguments: Boolean(windowsVerbatimArguments),
  });
}

function abortError(cause) {
  const err = new Error('The operation was aborted');
  if (cause !== undefined) Object.defineProperty(err, 'cause', { value: cause, configurable: true, writable: true });
  Object.defineProperty(err, 'name', { value: 'AbortError', configurable: true, writable: true, enumerable: true });
  err.code = 'ABORT_ERR';
  return err;
}

function abortChild(subprocess, killSignal, reason) {
  try {
    if (subprocess.kill(killSignal)) subprocess.emit('error', abortError(reason));
  } catch (err) {
    subprocess.emit('error', err);
  }
}

function spawn(file, args, options) {
  options = normalizeSpawnArguments(file, args, options);
  checkTimeout(options.timeout);
  if (options.signal !== undefined) validate.abortSignal(options.signal, 'options.signal');
  const killSignal = killSignalOf(options.killSignal);
  const subprocess = new ChildProcess();
  subprocess.spawn(options);

  if (options.timeout > 0) {
    let timer = setTimeout(() => {
      if (!timer) return;
      timer = null;
      try {
        subprocess.kill(killSignal);
      } catch (err) {
        subprocess.emit('error', err);
      }
    }, options.timeout);
    subprocess.once('exit', () => {
      clearTimeout(timer);
      timer = null;
    });
  }
  if (options.signal) {
    const { signal } = options;
    const abort = () => abortChild(subprocess, killSignal, signal.reason);
    if (signal.aborted) {
      process.nextTick(abort);
    } else {
      signal.addEventListener('abort', abort, { once: true });
      subprocess.once('exit', () => signal.removeEventListener('abort', abort));
    }
  }
  return subprocess;
}

function fork(modulePath, args = [], options) {
  modulePath = pathOf(modulePath, 'modulePath');
  if (!given(args)) {
    args = [];
  } else if (typeof args === 'object' && !Array.isArray(args)) {
    options = args;
    args = [];
  } else {
    validate.array(args, 'args');
  }
  if (given(options)) validate.object(options, 'options');
  options = Object.assign(Object.create(null), options, { shell: false });
  options.execPath = options.execPath || process.execPath;
  noNull(options.execPath, 'options.execPath');
  let execArgv = options.execArgv || process.execArgv;
  execArgv.forEach((arg, i) => noNull(arg, `options.execArgv[${i}]`));
  if (execArgv === process.execArgv && given(process._eval)) {
    // Without the program of -e, or it would fork itself again.
    const index = execArgv.lastIndexOf(process._eval);
    if (index > 0) {
      execArgv = execArgv.slice();
      execArgv.splice(index - 1, 2);
    }
  }
  args = [...execArgv, modulePath, ...args];
  if (typeof options.stdio === 'string') {
    options.stdio = stdioArray(options.stdio, 'ipc');
  } else if (!Array.isArray(options.stdio)) {
    options.stdio = stdioArray(options.silent ? 'pipe' : 'inherit', 'ipc');
  } else if (!options.stdio.includes('ipc')) {
    throw validate.error('ERR_CHILD_PROCESS_IPC_REQUIRED',
                         "Forked processes must have an IPC channel, missing value 'ipc' in options.stdio");
  }
  return spawn(options.execPath, args, options);
}

function _forkChild(fd, serializationMode) {
  const target = require('process');
  const channel = binding.inherited(fd);
  channel.unref();
  const control = setupChannel(target, channel, serializationMode, () => {});
  const counts = (name) => name === 'message' || name === 'disconnect';
  target.on('newListener', (name) => {
    if (counts(name)) control.refCounted();
  });
  target.on('removeListener', (name) => {
    if (counts(name)) control.unrefCounted();
  });
}

function normalizeExecFileArgs(file, args, options, callback) {
  if (Array.isArray(args)) {
    args = args.slice();
  } else if (given(args) && typeof args === 'object') {
    callback = options;
    options = args;
    args = null;
  } else if (typeof args === 'function') {
    callback = args;
    options = null;
    args = null;
  }
  if (!given(args)) args = [];
  if (typeof options === 'function') callback = options;
  else if (given(options)) validate.object(options, 'options');
  if (!given(options)) options = {};
  if (given(callback)) validate.function(callback, 'callback');
  if (given(options.argv0)) {
    validate.string(options.argv0, 'options.argv0');
    noNull(options.argv0, 'options.argv0');
  }
  return { file, args, options, callback };
}

// collector gathers what comes from a stream, up to maxBuffer.
function collector(stream, name, encoding, maxBuffer, overflow) {
  const chunks = [];
  let length = 0;
  if (stream) {
    if (encoding) stream.setEncoding(encoding);
    stream.on('data', (chunk) => {
      if (maxBuffer !== Infinity) {
        const size = stream.readableEncoding ? Buffer.byteLength(chunk, stream.readableEncoding) : chunk.length;
        length += size;
        if (length > maxBuffer) {
          chunks.push(chunk.slice(0, maxBuffer - (length - size)));
          overflow(validate.rangeError('ERR_CHILD_PROCESS_STDIO_MAXBUFFER', `${name} maxBuffer length exceeded`));
          return;
        }
      }
      chunks.push(chunk);
    });
  }
  return () => encoding || stream && stream.readableEncoding ? chunks.join('') : Buffer.concat(chunks);
}

function execFile(file, args, options, callback) {
  ({ file, args, options, callback } = normalizeExecFileArgs(file, args, options, callback));
  options = Object.assign(Object.create(null), {
    encoding: 'utf8', timeout: 0, maxBuffer: MAX_BUFFER, killSignal: 'SIGTERM', cwd: null, env: null, shell: false,
  }, options);
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = killSignalOf(options.killSignal);

  const subprocess = spawn(file, args, {
    cwd: options.cwd, env: options.env, gid: options.gid, shell: options.shell, signal: options.signal, uid: options.uid,
    windowsHide: Boolean(options.windowsHide), windowsVerbatimArguments: Boolean(options.windowsVerbatimArguments),
  });
  const encoding = options.encoding !== 'buffer' && Buffer.isEncoding(options.encoding) ? options.encoding : null;
  let failure = null;
  let killed = false;
  let finished = false;
  let timer = null;

  const destroyOutputs = () => {
    if (subprocess.stdout) subprocess.stdout.destroy();
    if (subprocess.stderr) subprocess.stderr.destroy();
  };
  const kill = () => {
    destroyOutputs();
    killed = true;
    try {
      subprocess.kill(options.killSignal);
    } catch (err) {
      failure = err;
      finish();
    }
  };
  const overflow = (err) => {
    failure = err;
    kill();
  };
  const stdoutText = collector(subprocess.stdout, 'stdout', encoding, options.maxBuffer, overflow);
  const stderrText = collector(subprocess.stderr, 'stderr', encoding, options.maxBuffer, overflow);

  function finish(code, signal) {
    if (finished) return;
    finished = true;
    clearTimeout(timer);
    if (!callback) return;
    const stdout = stdoutText();
    const stderr = stderrText();
    if (!failure && code === 0 && signal === null) {
      callback(null, stdout, stderr);
      return;
    }
    const cmd = args.length > 0 ? `${file} ${args.join(' ')}` : file;
    if (!failure) {
      failure = new Error(`Command failed: ${cmd}\n${stderr}`);
      failure.code = code < 0 ? require('util').getSystemErrorName(code) : code;
      failure.killed = subprocess.killed || killed;
      failure.signal = signal;
    }
    failure.cmd = cmd;
    callback(failure, stdout, stderr);
  }

  if (options.timeout > 0) timer = setTimeout(kill, options.timeout);
  subprocess.addListener('close', finish);
  subprocess.addListener('error', (err) => {
    failure = err;
    destroyOutputs();
    finish();
  });
  return subprocess;
}

function normalizeExecArgs(command, options, callback) {
  validate.string(command, 'command');
  noNull(command, 'command');
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  options = Object.assign(Object.create(null), options);
  options.shell = typeof options.shell === 'string' ? options.shell : true;
  return { file: command, options, callback };
}

function exec(command, options, callback) {
  const normalized = normalizeExecArgs(command, options, callback);
  return exports.execFile(normalized.file, normalized.options, normalized.callback);
}

// promised is the form that util.promisify gives: a promise with the child.
function promised(original) {
  const f = function(...args) {
    let settle;
    const promise = new Promise((resolve, reject) => {
      settle = (err, stdout, stderr) => {
        if (err === null) {
          resolve({ stdout, stderr });
        } else {
          err.stdout = stdout;
          err.stderr = stderr;
          reject(err);
        }
      };
    });
    promise.child = original(...args, settle);
    return promise;
  };
  Object.defineProperty(f, 'name', { value: original.name, configurable: true });
  const custom = Symbol.for('nodejs.util.promisify.custom');
  Object.defineProperty(original, custom, { value: f, enumerable: false, configurable: true });
}
promised(exec);
promised(execFile);

function inputBytes(input, name) {
  if (!given(input)) return undefined;
  if (ArrayBuffer.isView(input)) return input;
  if (typeof input === 'string') return Buffer.from(input);
  throw validate.invalidArgType(name, ['Buffer', 'TypedArray', 'DataView', 'string'], input);
}

function spawnSync(file, args, options) {
  options = Object.assign({ maxBuffer: MAX_BUFFER }, normalizeSpawnArguments(file, args, options));
  checkTimeout(options.timeout);
  checkMaxBuffer(options.maxBuffer);
  options.killSignal = killSignalOf(options.killSignal);
  const wanted = options.stdio || 'pipe';
  // Bytes in the place of a descriptor are what the child reads there.
  const inputs = [];
  const list = Array.isArray(wanted) ? wanted.map((entry, i) => {
    if (entry && (ArrayBuffer.isView(entry) || typeof entry === 'object' && entry.type === 'pipe')) {
      inputs[i] = ArrayBuffer.isView(entry) ? entry : inputBytes(entry.input, `options.stdio[${i}].input`);
      return 'pipe';
    }
    return entry;
  }) : wanted;
  const stdio = validStdio(list, true);
  inputs.forEach((input, i) => { stdio[i].input = input; });
  if (options.input) stdio[0] = { type: 'pipe', input: inputBytes(options.input, 'options.input') };

  const result = binding.startSync(Object.assign({}, options, { stdio }));
  if (result.output && options.encoding && options.encoding !== 'buffer') {
    result.output = result.output.map((bytes) => bytes ? bytes.toString(options.encoding) : bytes);
  }
  [, result.stdout, result.stderr] = result.output || [];
  if (result.error) {
    const err = validate.systemError(result.error, `spawnSync ${options.file}`);
    err.path = options.file;
    err.spawnargs = options.args.slice(1);
    result.error = err;
  }
  return result;
}

// checkResult is the error of a command that did not end well.
function checkResult(result, args, command) {
  let err;
  if (result.error) {
    err = result.error;
    Object.assign(err, result);
  } else if (result.status !== 0) {
    let message = 'Command failed: ' + (command || args.join(' '));
    if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
    err = new Error(message);
    Object.assign(err, result);
  }
  return err;
}

function execFileSync(file, args, options) {
  ({ file, args, options } = normalizeExecFileArgs(file, args, options));
  const inheritStderr = !options.stdio;
  const result = spawnSync(file, args, options);
  if (inheritStderr && result.stderr) process.stderr.write(result.stderr);
  const argv0 = options.argv0 === undefined || options.argv0 === null ? file : options.argv0;
  const err = checkResult(result, [argv0, ...args]);
  if (err) throw err;
  return result.stdout;
}

function execSync(command, options) {
  const normalized = normalizeExecArgs(command, options, null);
  const inheritStderr = !normalized.options.stdio;
  const result = spawnSync(normalized.file, normalized.options);
  if (inheritStderr && result.stderr) process.stderr.write(result.stderr);
  const err = checkResult(result, undefined, command);
  if (err) throw err;
  return result.stdout;
}

const exports = { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync };
return exports;
