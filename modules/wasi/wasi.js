'use strict';
const { realpathSync } = require('fs');
const kBindingName = Symbol('kBindingName'), kSetMemory = Symbol('kSetMemory'), kStarted = Symbol('kStarted');
const kExitCode = Symbol('kExitCode'), kInstance = Symbol('kInstance'), kExit = Symbol('kExitCode');
const versions = { __proto__: null, unstable: 'wasi_unstable', preview1: 'wasi_snapshot_preview1' };

class WASI {
  constructor(options = {}) {
    check(options, 'options', 'object');
    check(options.version, 'options.version', 'string');
    const name = versions[options.version];
    if (name === undefined)
      fail('TypeError', 'ERR_INVALID_ARG_VALUE', `The property 'options.version' unsupported WASI version. Received '${options.version}'`);
    const { args, env, preopens, stdin = 0, stdout = 1, stderr = 2 } = options;
    if (args !== undefined)
      check(args, 'options.args', 'array');
    const environment = [], directories = [];
    if (env !== undefined) {
      check(env, 'options.env', 'object');
      for (const key of Object.keys(env))
        if (env[key] !== undefined)
          environment.push(`${key}=${env[key]}`);
    }
    if (preopens !== undefined) {
      check(preopens, 'options.preopens', 'object');
      for (const key of Object.keys(preopens))
        directories.push([key, String(preopens[key])]);
    }
    check(stdin, 'options.stdin', 'descriptor');
    check(stdout, 'options.stdout', 'descriptor');
    check(stderr, 'options.stderr', 'descriptor');
    const { returnOnExit = true } = options;
    check(returnOnExit, 'options.returnOnExit', 'boolean');
    const system = new calls.System({
      unstable: options.version === 'unstable', args: (args || []).map(String), env: environment, stdio: [stdin, stdout, stderr],
      preopens: directories.map(([guest, host]) => {
        try {
          return [guest, realpathSync(host)];
        } catch (error) {
          const code = `UVWASI_${error.code}`;
          throw Object.assign(new Error(`${code}, uvwasi_init`), { code });
        }
      }),
      exit: returnOnExit ? (code) => {
        this[kExitCode] = code;
        throw kExit;
      } : (code) => process.reallyExit(code),
    });
    const setMemory = (memory) => {
      if (!(memory instanceof WebAssembly.Memory))
        fail('TypeError', 'ERR_INVALID_ARG_TYPE', '"instance.exports.memory" property must be a WebAssembly.Memory object');
      system.memory = memory;
    };
    Object.defineProperty(setMemory, 'name', { value: 'bound _setMemory' });
    this.wasiImport = system.imports(returnOnExit);
    this[kBindingName] = name;
    this[kSetMemory] = setMemory;
    this[kStarted] = false;
    this[kExitCode] = 0;
    this[kInstance] = undefined;
  }

  finalizeBindings(instance, { memory = instance?.exports?.memory } = {}) {
    if (this[kStarted])
      fail('Error', 'ERR_WASI_ALREADY_STARTED', 'WASI instance has already started');
    check(instance, 'instance', 'object');
    check(instance.exports, 'instance.exports', 'object');
    this[kSetMemory](memory);
    this[kInstance] = instance;
    this[kStarted] = true;
  }

  start(instance) {
    this.finalizeBindings(instance);
    const { _start, _initialize } = this[kInstance].exports;
    check(_start, 'instance.exports._start', 'function');
    check(_initialize, 'instance.exports._initialize', 'undefined');
    try {
      _start();
    } catch (error) {
      if (error !== kExit)
        throw error;
    }
    return this[kExitCode];
  }

  initialize(instance) {
    this.finalizeBindings(instance);
    const { _start, _initialize } = this[kInstance].exports;
    check(_start, 'instance.exports._start', 'undefined');
    if (_initialize !== undefined) {
      check(_initialize, 'instance.exports._initialize', 'function');
      _initialize();
    }
  }

  getImportObject() {
    return { [this[kBindingName]]: this.wasiImport };
  }
}
return { WASI };
