'use strict';
// Tests are nodes of a tree; the children of a node run one after the other.

const assert = env.require('assert');
const { setTimeout, clearTimeout, setImmediate } = env.require('timers');
const process = env.require('process');
const kHooks = ['before', 'after', 'beforeEach', 'afterEach'];

const report = env.createReport((text) => process.stdout.write(text));
let current; // the node whose function runs

function testError(failureType, message, cause) {
  const err = env.error('ERR_TEST_FAILURE', message);
  err.failureType = failureType;
  if (cause !== undefined) err.cause = cause;
  return err;
}

function validateOptions(options) {
  const { concurrency, timeout, signal } = options;
  if (timeout !== undefined && timeout !== null && typeof timeout !== 'number')
    throw env.invalidArgType('options.timeout', ['number'], timeout);
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw env.invalidArgType('options.signal', ['AbortSignal'], signal);
  if (concurrency !== undefined && concurrency !== null && typeof concurrency !== 'number' && typeof concurrency !== 'boolean')
    throw env.invalidArgType('options.concurrency', ['boolean', 'number'], concurrency);
}

// call runs a function with a context and a timeout, and waits for what it returns
// or for the callback it takes as a second parameter.
function call(node, fn, context, timeout) {
  return new Promise((resolve, reject) => {
    let timer;
    const settle = (f) => (v) => {
      clearTimeout(timer);
      f(v);
    };
    if (timeout !== undefined && timeout !== null && timeout !== Infinity) {
      timer = setTimeout(() => reject(testError('testTimeoutFailure', `test timed out after ${timeout}ms`)), timeout);
    }
    node.interrupt = settle(reject);
    const usesCallback = fn.length > 1;
    let returned;
    if (usesCallback) {
      let called = false;
      returned = fn.call(context, context, (err) => {
        if (called) {
          node.interrupt(testError('multipleCallbackInvocations', 'callback invoked multiple times'));
          return;
        }
        called = true;
        if (err) settle(reject)(err);
        else setImmediate(settle(resolve));
      });
      if (returned !== null && typeof returned === 'object' && typeof returned.then === 'function')
        settle(reject)(testError('callbackAndPromisePresent', 'passed a callback but also returned a Promise'));
      return;
    }
    returned = fn.call(context, context);
    Promise.resolve(returned).then(settle(resolve), settle(reject));
  });
}

class Node {
  constructor(kind, parent, name, options, fn) {
    this.kind = kind;
    this.parent = parent;
    this.name = name;
    this.options = options;
    this.fn = fn;
    this.nesting = parent ? parent.nesting + 1 : -1;
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.children = [];
    this.diagnostics = [];
    this.queue = Promise.resolve();
    this.skipped = options.skip;
    this.isTodo = options.todo || (parent && parent.isTodo);
    this.passed = true;
    this.error = null;
    this.duration = 0;
    this.finished = false;
    this.done = new Promise((resolve) => { this.finish = resolve; });
  }

  parents() {
    const list = [];
    for (let p = this.parent; p && p.nesting >= 0; p = p.parent) list.unshift(p);
    return list;
  }

  get fullName() {
    return [...this.parents(), this].map((n) => n.name).join(' > ');
  }

  fail(err, type = 'testCodeFailure') {
    if (!this.passed) return;
    this.passed = false;
    this.own = type !== 'subtestsFailed';
    this.error = err;
  }

  add(child) {
    this.children.push(child);
    if (this.kind !== 'suite') child.start(this);
    return child;
  }

  // start runs the node behind those of its parent that were started before.
  start(parent) {
    parent.queue = parent.queue.then(() => this.run());
    return parent.queue;
  }

  async runHooks(name, context) {
    for (const hook of this.hooks[name]) await call(hook, hook.fn, context, hook.options.timeout);
  }

  // each runs the beforeEach or afterEach hooks of all suites and tests around.
  async each(name, context) {
    const around = [root, ...this.parents()];
    if (name === 'afterEach') around.reverse();
    for (const p of around) await p.runHooks(name, context);
  }

  async run() {
    const start = process.hrtime.bigint();
    if (this.kind === 'suite') await this.runSuite();
    else await this.runTest();
    this.duration = Number(process.hrtime.bigint() - start) / 1e6;
    const failed = this.children.filter((c) => !c.passed && !c.isTodo).length;
    if (failed > 0) {
      const s = failed > 1 ? 's' : '';
      this.fail(testError('subtestsFailed', `${failed} subtest${s} failed`), 'subtestsFailed');
    }
    if (!this.passed && !this.isTodo) process.exitCode = 1;
    this.finished = true;
    report.result(this);
    this.finish();
  }

  async runTest() {
    if (this.skipped) return;
    const previous = current;
    const context = new TestContext(this);
    this.context = context;
    try {
      await this.parent.prepare();
      await this.each('beforeEach', context);
      current = this;
      await call(this, this.fn, context, this.options.timeout);
      await this.queue;
      if (this.planned !== undefined && this.planned !== this.counted) {
        throw testError('testCodeFailure', `plan expected ${this.planned} assertions but received ${this.counted}`);
      }
    } catch (err) {
      this.fail(err);
      await this.queue;
    }
    try {
      await this.runHooks('after', context);
      await this.each('afterEach', context);
    } catch (err) {
      this.fail(err, 'hookFailed');
    }
    this.tracker?.reset();
    current = previous;
  }

  // prepare runs the before hooks, once.
  prepare() { return this.prepared ??= this.runHooks('before', this.context); }

  async runSuite() {
    try {
      await this.collected;
      if (!this.skipped) {
        await this.prepare();
        for (const child of this.children) {
          await child.run();
        }
      }
      await this.runHooks('after', this.context);
    } catch (err) {
      this.fail(err);
    }
  }
}

class TestContext {
  #node;
  constructor(node) { this.#node = node; }
  get signal() { return (this.#node.controller ??= new AbortController()).signal; }
  get name() { return this.#node.name; }
  get filePath() { return process.argv[1]; }
  get fullName() { return this.#node.fullName; }
  get error() { return this.#node.error; }
  get passed() { return this.#node.passed; }
  get attempt() { return 0; }
  get tags() { return []; }
  get workerId() { return 1; }
  diagnostic(message) { this.#node.diagnostics.push(message); }
  log(message) { this.#node.diagnostics.push(message); }
  plan(count) {
    this.#node.planned = count;
    this.#node.counted = 0;
  }
  get assert() { return this.#node.assert ??= countedAssert(this.#node, this); }
  get mock() { return this.#node.tracker ??= env.createMock(); }
  runOnly() {}
  skip(message) { this.#node.skipped = message || true; }
  todo(message) { this.#node.isTodo = message || true; }
  test(...args) {
    if (this.#node.counted !== undefined) this.#node.counted++;
    return declare('test', this.#node, args);
  }
  before(fn, options) { this.#node.hooks.before.push({ fn, options: options ?? {} }); this.#node.prepare(); }
  after(fn, options) { addHook(this.#node, 'after', fn, options); }
  beforeEach(fn, options) { addHook(this.#node, 'beforeEach', fn, options); }
  afterEach(fn, options) { addHook(this.#node, 'afterEach', fn, options); }
  waitFor(condition, { interval = 50, timeout = 1000 } = {}) {
    if (typeof condition !== 'function') throw env.invalidArgType('condition', ['function'], condition);
    return new Promise((resolve, reject) => {
      let cause;
      const limit = setTimeout(() => {
        clearTimeout(poll);
        reject(new Error('waitFor() timed out', cause === undefined ? undefined : { cause }));
      }, timeout);
      let poll;
      const attempt = () => {
        Promise.resolve().then(condition).then((v) => {
          clearTimeout(limit);
          resolve(v);
        }, (err) => {
          cause = err;
          poll = setTimeout(attempt, interval);
        });
      };
      attempt();
    });
  }
}

class SuiteContext {
  #node;
  constructor(node) { this.#node = node; }
  get signal() { return (this.#node.controller ??= new AbortController()).signal; }
  get name() { return this.#node.name; }
  get filePath() { return process.argv[1]; }
  get fullName() { return this.#node.fullName; }
}

const extraAssertions = new Map();

// countedAssert is node:assert, whose calls count for the plan of a test.
function countedAssert(node, context) {
  const list = {};
  const add = (name, f) => {
    list[name] = (...args) => {
      if (node.counted !== undefined) node.counted++;
      return Reflect.apply(f, context, args);
    };
  };
  for (const name of ['deepEqual', 'deepStrictEqual', 'doesNotMatch', 'doesNotReject', 'doesNotThrow', 'equal', 'fail',
    'ifError', 'match', 'notDeepEqual', 'notDeepStrictEqual', 'notEqual', 'notStrictEqual', 'partialDeepStrictEqual',
    'rejects', 'strictEqual', 'throws']) add(name, assert[name]);
  for (const name of ['snapshot', 'fileSnapshot']) add(name, env.missing(name));
  add('ok', assert.ok);
  for (const [name, f] of extraAssertions) add(name, f);
  return list;
}

function addHook(node, name, fn, options = {}) {
  if (typeof fn !== 'function') throw env.invalidArgType('fn', ['function'], fn);
  node.hooks[name].push({ fn, options });
}

// declare makes a node of the arguments [name][, options][, fn].
function declare(kind, parent, args, overrides) {
  let [name, options, fn] = args;
  if (typeof name === 'function') {
    fn = name;
    name = options = undefined;
  } else if (name !== null && typeof name === 'object') {
    fn = options;
    options = name;
    name = undefined;
  } else if (typeof options === 'function') {
    fn = options;
    options = undefined;
  }
  options = { ...options, ...overrides };
  validateOptions(options);
  const absent = typeof fn !== 'function';
  if (absent) fn = () => {};
  const node = new Node(kind, parent, (typeof name === 'string' && name) || fn.name || '<anonymous>', options, fn);
  if (parent.finished && parent !== root) {
    node.fail(testError('parentAlreadyFinished', 'test could not be started because its parent finished'));
    process.exitCode = 1;
    return Promise.resolve();
  }
  if (kind === 'suite') {
    node.context = new SuiteContext(node);
    const previous = collecting;
    collecting = node;
    try {
      node.collected = node.skipped ? undefined : fn.call(node.context, node.context);
    } catch (err) {
      node.fail(err);
    } finally {
      collecting = previous;
    }
    if (node.collected !== undefined) node.collected = Promise.resolve(node.collected);
  }
  pending++;
  node.done.then(() => { pending--; });
  parent.add(node);
  return node.done;
}

const root = new Node('test', undefined, '<root>', {});
let collecting; // the suite whose function runs
let pending = 0;

const enclosing = () => collecting ?? root;

function variant(kind) {
  const make = (overrides) => (name, options, fn) => {
    begin();
    return declare(kind, enclosing(), [name, options, fn], overrides);
  };
  const f = make();
  f.expectFailure = env.missing('expectFailure');
  for (const word of ['skip', 'todo', 'only']) f[word] = make({ [word]: true });
  return f;
}

// begin watches for errors outside of tests and for the end of the program.
let begun = false;
function begin() {
  if (begun) return;
  begun = true;
  const onError = (err) => {
    if (!current) {
      process.exitCode = 1;
      process.stderr.write(`${env.require('util').inspect(err)}\n`);
    } else if (current.finished || !current.interrupt) {
      current.fail(err);
      process.exitCode = 1;
    } else {
      current.interrupt(err);
    }
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  let ended = false;
  process.on('beforeExit', async () => {
    if (pending > 0 || ended) return;
    ended = true;
    await root.runHooks('after', undefined);
  });
  process.on('exit', () => {
    if (pending > 0) {
      for (const child of root.children) cancel(child);
      process.exitCode = 1;
    }
    report.end();
  });
}

function cancel(node) {
  if (node.finished) return;
  for (const child of node.children) cancel(child);
  node.cancelled = true;
  node.fail(testError('cancelledByParent', 'Promise resolution is still pending but the event loop has already resolved'));
  report.result(node);
}

const test = variant('test');
Object.defineProperty(test, 'name', { value: 'test' });
const suite = variant('suite');
Object.defineProperty(suite, 'name', { value: 'suite' });
for (const name of ['after', 'afterEach', 'before', 'beforeEach']) {
  const hook = (fn, options) => { begin(); addHook(enclosing(), name, fn, options); };
  test[name] = Object.defineProperty(hook, 'name', { value: name });
}
const mock = env.createMock();
const snapshot = { setDefaultSnapshotSerializers: env.missing('snapshot.setDefaultSnapshotSerializers'),
  setResolveSnapshotPath: env.missing('snapshot.setResolveSnapshotPath') };
const assertions = { register(name, fn) {
  if (typeof name !== 'string') throw env.invalidArgType('name', ['string'], name);
  if (typeof fn !== 'function') throw env.invalidArgType('fn', ['function'], fn);
  extraAssertions.set(name, fn);
} };
Object.assign(test, {
  describe: suite, getTestContext: () => current?.context, it: test, run: env.missing('run'), suite, test,
});
for (const [name, v] of [['mock', mock], ['snapshot', snapshot], ['assert', assertions]])
  Object.defineProperty(test, name, { configurable: true, enumerable: true, get: () => v });
return test;
