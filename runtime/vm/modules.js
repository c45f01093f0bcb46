const native = {};
for (const name in binding) native[name] = binding[name].bind();
const wraps = new WeakMap();
const errors = new WeakMap();
const overrides = new WeakMap();
const requests = new WeakMap();
const specifiers = new WeakMap();
const contexts = new WeakMap();
const codes = new WeakMap();
const counts = new WeakMap();
let count = 0;

const UNLINKED = 0;
const LINKED = 2;
const EVALUATED = 4;
const ERRORED = 5;
const names = ['unlinked', 'linking', 'linked', 'evaluating', 'evaluated', 'errored'];

const cacheOf = (code) => require('buffer').Buffer.from(native.cacheOf(code));
const bytesOf = (view) => require('buffer').Buffer.from(view.buffer, view.byteOffset, view.byteLength);
const isModule = (object) => wraps.has(object);

function wrapOf(module, name) {
  const wrap = wraps.get(module);
  if (wrap === undefined) throw error('TypeError', 'ERR_INVALID_THIS', `Value of "this" must be of type ${name}`);
  return wrap;
}

const statusError = (what) => error('Error', 'ERR_VM_MODULE_STATUS', `Module status ${what}`);
const notModule = () => error('Error', 'ERR_VM_MODULE_NOT_MODULE', 'Provided module is not an instance of Module');
const differentContext = () =>
  error('Error', 'ERR_VM_MODULE_DIFFERENT_CONTEXT', 'Linked modules must use the same context');

function identify(identifier, context) {
  if (identifier !== undefined) {
    check.checkString(identifier, 'options.identifier');
    return identifier;
  }
  if (context === undefined) return `vm:module(${count++})`;
  const n = counts.get(context) ?? 0;
  counts.set(context, n + 1);
  return `vm:module(${n})`;
}

class Module {
  constructor(make, { context, identifier } = {}) {
    native.experimental('VM Modules');
    if (new.target === Module) throw new TypeError('Module is not a constructor');
    if (context !== undefined) {
      check.checkObject(context, 'context');
      if (!isContext(context)) throw check.invalidArgType('options.context', ['vm.Context'], context);
    }
    wraps.set(this, make(this, identify(identifier, context), context));
    contexts.set(this, context);
  }

  get identifier() {
    return native.identifier(wrapOf(this, 'Module'));
  }

  get context() {
    wrapOf(this, 'Module');
    return contexts.get(this);
  }

  get namespace() {
    const wrap = wrapOf(this, 'Module');
    if (native.status(wrap) < LINKED) throw statusError('must not be unlinked or linking');
    return native.namespace(wrap);
  }

  get status() {
    return names[native.status(wrapOf(this, 'Module'))];
  }

  get error() {
    const wrap = wrapOf(this, 'Module');
    if (native.status(wrap) !== ERRORED) throw statusError('must be errored');
    return native.error(wrap);
  }

  async link(linker) {
    const wrap = wrapOf(this, 'Module');
    check.checkFunction(linker, 'linker');
    if (this.status === 'linked') {
      throw error('Error', 'ERR_VM_MODULE_ALREADY_LINKED', 'Module has already been linked');
    }
    if (this.status !== 'unlinked') throw statusError('must be unlinked');
    await linkWith(this, linker);
    native.instantiate(wrap);
  }

  evaluate(options = {}) {
    try {
      const wrap = wrapOf(this, 'Module');
      check.checkObject(options, 'options');
      let { timeout, breakOnSigint = false } = options;
      if (timeout === undefined) timeout = -1;
      else native.positive(timeout, 'options.timeout');
      check.checkBoolean(breakOnSigint, 'options.breakOnSigint');
      const status = native.status(wrap);
      if (status !== LINKED && status !== EVALUATED && status !== ERRORED) {
        throw statusError('must be one of linked, evaluated, or errored');
      }
      return native.evaluate(wrap, timeout, breakOnSigint);
    } catch (e) {
      return Promise.reject(e);
    }
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    wrapOf(this, 'Module');
    if (typeof depth === 'number' && depth < 0) return this;
    const o = Object.create(Object.getPrototypeOf(this));
    for (const name of ['status', 'identifier', 'context']) {
      Object.defineProperty(o, name, { value: this[name], enumerable: true });
    }
    Object.defineProperty(o, Symbol.toStringTag, { value: this.constructor.name, configurable: true });
    return inspect(o, { ...options, customInspect: false });
  }
}

async function linkWith(module, linker) {
  if (!requests.has(module)) return;
  overrides.set(module, 'linking');
  const found = [];
  const accept = async ({ specifier }, given) => {
    const result = await given;
    if (!isModule(result)) throw notModule();
    if (result.context !== module.context) throw differentContext();
    if (result.status === 'errored') {
      throw error('Error', 'ERR_VM_MODULE_LINK_FAILURE', `request for '${specifier}' resolved to an errored module`, result.error);
    }
    if (result.status === 'unlinked') await linkWith(result, linker);
    return wraps.get(result);
  };
  // What the linker throws, and does not reject with, leaves the module linking, as in Node.
  for (const r of requests.get(module)) found.push(accept(r, linker(r.specifier, module, { attributes: r.attributes, assert: r.attributes })));
  try {
    native.link(wraps.get(module), await Promise.all(found));
  } catch (e) {
    errors.set(module, e);
    throw e;
  } finally {
    overrides.delete(module);
  }
}

class SourceTextModule extends Module {
  constructor(sourceText, options = {}) {
    check.checkString(sourceText, 'sourceText');
    check.checkObject(options, 'options');
    const { lineOffset = 0, columnOffset = 0, initializeImportMeta, importModuleDynamically, cachedData } = options;
    native.int32(lineOffset, 'options.lineOffset');
    native.int32(columnOffset, 'options.columnOffset');
    if (initializeImportMeta !== undefined) check.checkFunction(initializeImportMeta, 'options.initializeImportMeta');
    if (importModuleDynamically !== undefined) {
      check.checkFunction(importModuleDynamically, 'options.importModuleDynamically');
    }
    if (cachedData !== undefined && !ArrayBuffer.isView(cachedData)) {
      throw check.invalidArgType('options.cachedData', ['Buffer', 'TypedArray', 'DataView'], cachedData);
    }
    super((self, identifier, context) => {
      if (cachedData !== undefined && !cacheOf(sourceText).equals(bytesOf(cachedData))) {
        throw error('Error', 'ERR_VM_MODULE_CACHED_DATA_REJECTED', 'cachedData buffer was rejected');
      }
      return native.sourceText(
        self, sourceText, identifier, context, lineOffset, columnOffset, importModuleDynamically ?? 'missing',
        initializeImportMeta);
    }, options);
    codes.set(this, sourceText);
    requests.set(this, Object.freeze(native.requests(wraps.get(this)).map((request) => Object.freeze(request))));
  }

  linkRequests(modules) {
    const wrap = wrapOf(this, 'SourceTextModule');
    if (this.status !== 'unlinked') throw statusError('must be unlinked');
    if (!Array.isArray(modules)) throw check.invalidArgType('modules', ['Array'], modules);
    const expected = requests.get(this).length;
    if (modules.length !== expected) {
      throw error('TypeError', 'ERR_MODULE_LINK_MISMATCH', `Expected ${expected} modules, got ${modules.length}`);
    }
    native.link(wrap, modules.map((module) => {
      if (!isModule(module)) throw notModule();
      if (module.context !== this.context) throw differentContext();
      return wraps.get(module);
    }));
  }

  instantiate() {
    const wrap = wrapOf(this, 'SourceTextModule');
    if (this.status !== 'unlinked') throw statusError('must be unlinked');
    native.instantiate(wrap);
  }

  get dependencySpecifiers() {
    let list = specifiers.get(this);
    if (list === undefined) {
      list = Object.freeze(requests.get(this).map((request) => request.specifier));
      specifiers.set(this, list);
    }
    return list;
  }

  get moduleRequests() {
    return requests.get(this);
  }

  get status() {
    if (errors.has(this)) return 'errored';
    return overrides.get(this) ?? super.status;
  }

  get error() {
    if (errors.has(this)) return errors.get(this);
    return super.error;
  }

  hasAsyncGraph() {
    const wrap = wrapOf(this, 'SourceTextModule');
    if (native.status(wrap) < LINKED) throw statusError('must be instantiated');
    return native.hasAsyncGraph(wrap);
  }

  hasTopLevelAwait() {
    return native.hasTopLevelAwait(wrapOf(this, 'SourceTextModule'));
  }

  createCachedData() {
    const { status } = this;
    if (status === 'evaluating' || status === 'evaluated' || status === 'errored') {
      throw error('Error', 'ERR_VM_MODULE_CANNOT_CREATE_CACHED_DATA',
                  'Cached data cannot be created for a module which has been evaluated');
    }
    return cacheOf(codes.get(this));
  }
}

class SyntheticModule extends Module {
  constructor(exportNames, evaluateCallback, options = {}) {
    if (!Array.isArray(exportNames) || exportNames.some((name) => typeof name !== 'string')) {
      throw check.invalidArgType('exportNames', ['Array of unique strings'], exportNames);
    }
    exportNames.forEach((name, i) => {
      if (exportNames.indexOf(name, i + 1) !== -1) {
        throw check.invalidArgValue(`exportNames.${name}`, name, 'is duplicated');
      }
    });
    check.checkFunction(evaluateCallback, 'evaluateCallback');
    check.checkObject(options, 'options');
    super((self, identifier, context) =>
      native.synthetic(self, exportNames, evaluateCallback, identifier, context), options);
    native.instantiate(wraps.get(this));
  }

  link() {
    wrapOf(this, 'SyntheticModule');
  }

  setExport(name, value) {
    const wrap = wrapOf(this, 'SyntheticModule');
    check.checkString(name, 'name');
    if (native.status(wrap) < LINKED) throw statusError('must be linked');
    native.setExport(wrap, name, value);
  }
}

// What import() in code with a callback of the program's gives.
async function importDynamically(callback, specifier, referrer, attributes, phase) {
  const module = await callback.call(undefined, specifier, referrer, attributes, phase);
  if (native.isNamespace(module)) return module;
  if (!isModule(module)) throw notModule();
  if (module.status === 'errored') throw module.error;
  return module.namespace;
}

return { Module, SourceTextModule, SyntheticModule, importDynamically };
