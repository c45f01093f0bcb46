const native = {};
for (const name in binding) native[name] = binding[name].bind();
const constants = Object.freeze({
  __proto__: null,
  USE_MAIN_CONTEXT_DEFAULT_LOADER: Symbol('vm_dynamic_import_main_context_default'),
  DONT_CONTEXTIFY: Symbol('vm_context_no_contextify'),
});
const handles = new WeakMap();
let contextCount = 1;

const optional = (check, value, name) => { if (value !== undefined) check(value, name); };

function checkBuffer(value, name) {
  if (!ArrayBuffer.isView(value)) throw check.invalidArgType(name, ['Buffer', 'TypedArray', 'DataView'], value);
}

// What code does on import(): a callback, or one of the words that the binding knows.
function importerOf(importer) {
  if (importer === undefined) return 'missing';
  if (importer === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) return 'default';
  check.checkFunction(importer, 'options.importModuleDynamically');
  return vmModules ? importer : 'flag';
}

function cacheOf(code) {
  return require('buffer').Buffer.from(native.cacheOf(code));
}

// What a program gave back from createCachedData. It saves nothing here, since compiled sources are kept anyway.
function acceptCache(target, code, cachedData, produce) {
  if (cachedData !== undefined) {
    const given = require('buffer').Buffer.from(cachedData.buffer, cachedData.byteOffset, cachedData.byteLength);
    target.cachedDataRejected = !given.equals(cacheOf(code));
  } else if (produce) {
    target.cachedDataProduced = true;
    target.cachedData = cacheOf(code);
  }
}

class ContextifyScript {
  createCachedData() {
    return cacheOf(handles.get(this).code);
  }

  runInContext(context, timeout, displayErrors, breakOnSigint) {
    return native.run(handles.get(this).handle, context, timeout, breakOnSigint, displayErrors);
  }
}

class Script extends ContextifyScript {
  constructor(code, options = {}) {
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else check.checkObject(options, 'options');
    const {
      filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false,
      importModuleDynamically,
    } = options;
    check.checkString(filename, 'options.filename');
    native.int32(lineOffset, 'options.lineOffset');
    native.int32(columnOffset, 'options.columnOffset');
    optional(checkBuffer, cachedData, 'options.cachedData');
    check.checkBoolean(produceCachedData, 'options.produceCachedData');
    const importer = importerOf(importModuleDynamically);
    super();
    const handle = native.compile(this, code, filename, lineOffset, columnOffset, importer);
    handles.set(this, { handle, code });
    acceptCache(this, code, cachedData, produceCachedData);
    const url = (name) => new RegExp(`//[#@] ${name}=(\\S+)\\s*$`, 'm').exec(code)?.[1];
    this.sourceURL = url('sourceURL');
    this.sourceMapURL = url('sourceMappingURL');
  }

  runInThisContext(options) {
    const { timeout, breakOnSigint, displayErrors } = runOptions(options);
    return native.run(handles.get(this).handle, null, timeout, breakOnSigint, displayErrors);
  }

  runInContext(contextifiedObject, options) {
    checkContext(contextifiedObject);
    const { timeout, breakOnSigint, displayErrors } = runOptions(options);
    return native.run(handles.get(this).handle, contextifiedObject, timeout, breakOnSigint, displayErrors);
  }

  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, contextOptions(options));
    return this.runInContext(context, options);
  }
}

function runOptions(options = {}) {
  check.checkObject(options, 'options');
  let { timeout, displayErrors = true, breakOnSigint = false } = options;
  if (timeout === undefined) timeout = -1;
  else native.positive(timeout, 'options.timeout');
  check.checkBoolean(displayErrors, 'options.displayErrors');
  check.checkBoolean(breakOnSigint, 'options.breakOnSigint');
  return { timeout, breakOnSigint, displayErrors };
}

function isContext(object) {
  if (object === null || typeof object !== 'object' && typeof object !== 'function') {
    throw check.invalidArgType('object', ['Object'], object);
  }
  return native.isContext(object);
}

function checkContext(object) {
  if (!isContext(object)) throw check.invalidArgType('contextifiedObject', ['vm.Context'], object);
}

function contextOptions(options) {
  if (!options) return {};
  const { contextName: name, contextOrigin: origin, contextCodeGeneration, microtaskMode } = options;
  optional(check.checkString, name, 'options.contextName');
  optional(check.checkString, origin, 'options.contextOrigin');
  let codeGeneration;
  if (contextCodeGeneration !== undefined) {
    check.checkObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    optional(check.checkBoolean, strings, 'options.contextCodeGeneration.strings');
    optional(check.checkBoolean, wasm, 'options.contextCodeGeneration.wasm');
    codeGeneration = { strings, wasm };
  }
  optional(check.checkString, microtaskMode, 'options.microtaskMode');
  return { name, origin, codeGeneration, microtaskMode };
}

function createContext(contextObject = {}, options = {}) {
  const vanilla = contextObject === constants.DONT_CONTEXTIFY;
  if (!vanilla && isContext(contextObject)) return contextObject;
  check.checkObject(options, 'options');
  const { name = `VM Context ${contextCount++}`, origin, codeGeneration, microtaskMode, importModuleDynamically } = options;
  check.checkString(name, 'options.name');
  optional(check.checkString, origin, 'options.origin');
  let strings = true;
  let wasm = true;
  if (codeGeneration !== undefined) {
    check.checkObject(codeGeneration, 'options.codeGeneration');
    ({ strings = true, wasm = true } = codeGeneration);
    check.checkBoolean(strings, 'options.codeGeneration.strings');
    check.checkBoolean(wasm, 'options.codeGeneration.wasm');
  }
  if (microtaskMode !== 'afterEvaluate' && microtaskMode !== undefined) {
    throw check.invalidArgValue('options.microtaskMode', microtaskMode, "must be one of: 'afterEvaluate', undefined");
  }
  const importer = importerOf(importModuleDynamically);
  return native.makeContext(vanilla ? null : contextObject, strings, wasm, microtaskMode !== undefined, importer);
}

function createScript(code, options) {
  return new Script(code, options);
}

function runInContext(code, contextifiedObject, options) {
  checkContext(contextifiedObject);
  options = typeof options === 'string' ? { filename: options } : { ...options };
  return createScript(code, options).runInContext(contextifiedObject, options);
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options };
  contextObject = createContext(contextObject, contextOptions(options));
  options = { ...options };
  return createScript(code, options).runInNewContext(contextObject, options);
}

function runInThisContext(code, options) {
  if (typeof options === 'string') options = { filename: options };
  return createScript(code, options).runInThisContext(options);
}

function compileFunction(code, params, options = {}) {
  check.checkString(code, 'code');
  check.checkObject(options, 'options');
  if (params !== undefined) {
    if (!Array.isArray(params)) throw check.invalidArgType('params', ['Array'], params);
    params.forEach((param, i) => check.checkString(param, `params[${i}]`));
  }
  const {
    filename = '', columnOffset = 0, lineOffset = 0, cachedData, produceCachedData = false, parsingContext,
    contextExtensions = [], importModuleDynamically,
  } = options;
  check.checkString(filename, 'options.filename');
  native.int32(columnOffset, 'options.columnOffset');
  native.int32(lineOffset, 'options.lineOffset');
  optional(checkBuffer, cachedData, 'options.cachedData');
  check.checkBoolean(produceCachedData, 'options.produceCachedData');
  if (parsingContext !== undefined) {
    if (typeof parsingContext !== 'object' || parsingContext === null || !isContext(parsingContext)) {
      throw check.invalidArgType('options.parsingContext', ['Context'], parsingContext);
    }
  }
  if (!Array.isArray(contextExtensions)) {
    throw check.invalidArgType('options.contextExtensions', ['Array'], contextExtensions);
  }
  contextExtensions.forEach((extension, i) => {
    if (extension !== null) check.checkObject(extension, `options.contextExtensions[${i}]`);
  });
  const importer = importerOf(importModuleDynamically);
  const f = native.compileFunction(
    code, params ?? [], filename, lineOffset, columnOffset, parsingContext, contextExtensions, importer);
  acceptCache(f, code, cachedData, produceCachedData);
  return f;
}

function measureMemory(options = {}) {
  native.experimental('vm.measureMemory');
  check.checkObject(options, 'options');
  const { mode = 'summary', execution = 'default' } = options;
  for (const [name, value, allowed] of [['mode', mode, ['summary', 'detailed']], ['execution', execution, ['default', 'eager']]]) {
    if (!allowed.includes(value)) {
      throw check.invalidArgValue(`options.${name}`, value, `must be one of: ${allowed.map((a) => `'${a}'`).join(', ')}`);
    }
  }
  const estimate = () => ({ jsMemoryEstimate: native.heapSize(), jsMemoryRange: [native.heapSize(), native.heapSize()] });
  const result = { total: estimate(), WebAssembly: { code: 0, metadata: 0 } };
  if (mode === 'detailed') {
    result.current = estimate();
    result.other = [];
  }
  return Promise.resolve(result);
}

const exports = {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction,
  measureMemory, constants,
};
if (vmModules) Object.assign(exports, vmModules());
return exports;
