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

function checkImport(importer) {
  if (importer === undefined || importer === constants.USE_MAIN_CONTEXT_DEFAULT_LOADER) return;
  check.checkFunction(importer, 'options.importModuleDynamically');
  binding.notImplemented('importModuleDynamically');
}

function cacheOf(code) {
  return require('buffer').Buffer.from(binding.cacheOf(code));
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

class Script {
  constructor(code, options = {}) {
    code = `${code}`;
    if (typeof options === 'string') options = { filename: options };
    else check.checkObject(options, 'options');
    const {
      filename = 'evalmachine.<anonymous>', lineOffset = 0, columnOffset = 0, cachedData, produceCachedData = false,
      importModuleDynamically,
    } = options;
    check.checkString(filename, 'options.filename');
    binding.int32(lineOffset, 'options.lineOffset');
    binding.int32(columnOffset, 'options.columnOffset');
    optional(checkBuffer, cachedData, 'options.cachedData');
    check.checkBoolean(produceCachedData, 'options.produceCachedData');
    checkImport(importModuleDynamically);
    handles.set(this, { handle: binding.compile(code, filename, lineOffset, columnOffset), code });
    acceptCache(this, code, cachedData, produceCachedData);
    const url = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(code);
    this.sourceMapURL = url ? url[1] : undefined;
  }

  createCachedData() {
    return cacheOf(handles.get(this).code);
  }

  runInThisContext(options) {
    return run(this, null, options);
  }

  runInContext(contextifiedObject, options) {
    checkContext(contextifiedObject);
    return run(this, contextifiedObject, options);
  }

  runInNewContext(contextObject, options) {
    const context = createContext(contextObject, contextOptions(options));
    return this.runInContext(context, options);
  }
}

function run(script, context, options = {}) {
  check.checkObject(options, 'options');
  let { timeout, displayErrors = true, breakOnSigint = false } = options;
  if (timeout === undefined) timeout = -1;
  else binding.positive(timeout, 'options.timeout');
  check.checkBoolean(displayErrors, 'options.displayErrors');
  check.checkBoolean(breakOnSigint, 'options.breakOnSigint');
  return binding.run(handles.get(script).handle, context, timeout, breakOnSigint);
}

function isContext(object) {
  if (object === null || typeof object !== 'object' && typeof object !== 'function') {
    throw check.invalidArgType('object', ['Object'], object);
  }
  return binding.isContext(object);
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
  if (codeGeneration !== undefined) {
    check.checkObject(codeGeneration, 'options.codeGeneration');
    const { strings = true, wasm = true } = codeGeneration;
    check.checkBoolean(strings, 'options.codeGeneration.strings');
    check.checkBoolean(wasm, 'options.codeGeneration.wasm');
    if (!strings) binding.notImplemented('createContext with codeGeneration.strings');
  }
  if (microtaskMode !== undefined) {
    if (microtaskMode !== 'afterEvaluate') {
      throw check.invalidArgValue('options.microtaskMode', microtaskMode, "must be one of: 'afterEvaluate', undefined");
    }
    binding.notImplemented('createContext with microtaskMode');
  }
  checkImport(importModuleDynamically);
  if (!vanilla) {
    binding.contextify(contextObject);
    return contextObject;
  }
  const own = {};
  binding.contextify(own);
  return binding.globalOf(own);
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
  binding.int32(columnOffset, 'options.columnOffset');
  binding.int32(lineOffset, 'options.lineOffset');
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
    if (extension !== null) optional(check.checkObject, extension, `options.contextExtensions[${i}]`);
    else return;
    if (extension === undefined) throw check.invalidArgType(`options.contextExtensions[${i}]`, ['Object'], extension);
  });
  checkImport(importModuleDynamically);
  if (contextExtensions.length > 0) binding.notImplemented('compileFunction with contextExtensions');
  const f = binding.compileFunction(code, params ?? [], filename, lineOffset, columnOffset, parsingContext);
  acceptCache(f, code, cachedData, produceCachedData);
  return f;
}

function measureMemory() {
  binding.notImplemented('measureMemory');
}

return {
  Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction,
  measureMemory, constants,
};
