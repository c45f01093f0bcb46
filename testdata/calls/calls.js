// Calls every public function of a module, and every constructor and method, with fifteen kinds of argument, and
// prints what each call throws or rejects with: a line for each, which expected.txt holds as Node prints them.
'use strict';
const names = process.argv.slice(2);
const util = require('util');
const kinds = {
  undefined: () => undefined, null: () => null, true: () => true, minus: () => -1, NaN: () => NaN, fraction: () => 1.5, bigint: () => 1n, empty: () => '',
  text: () => 'x', symbol: () => Symbol('s'), array: () => [], object: () => ({}), function: () => function f() {}, date: () => new Date(0), bare: () => Object.create(null),
};
// What would end the program, change it for the calls that follow, wait for ever, or depend on the machine.
const skipped = new RegExp('^(?:' + [
  'process\\.(?:exit|reallyExit|abort|kill|_kill|chdir|execve|dlopen|umask|set(?:e?[ug]id|groups)|initgroups|_\\w+|stdin|stdout|stderr|hrtime|on|once|addListener|prepend\\w+|off|emit|remove\\w+|openStdin|loadEnvFile|report|binding|disconnect|send|channel|constrainedMemory|setUncaught\\w+|addUncaught\\w+|setSourceMapsEnabled|cpuUsage|threadCpuUsage|resourceUsage|assert|ref|unref|setMaxListeners|permission)',
  'os\\.(?:setPriority|getPriority|userInfo)', 'util\\.(?:debug|debuglog|debugPort|setTraceSigInt)', 'readline\\.(?:createInterface|Interface|emitKeypressEvents)', 'readline/promises\\.(?:createInterface|Interface)',
  'v8\\.(?:setFlagsFromString|writeHeapSnapshot|getHeapSnapshot|takeCoverage|stopCoverage|set\\w+|queryObjects|start\\w+|GCProfiler)', 'vm\\.(?:measureMemory|runIn\\w+)', 'events\\.(?:setMaxListeners|init|usingDomains)', 'async_hooks\\.createHook',
  'module\\.', 'stream\\.(?:_\\w+)', 'buffer\\.(?:Blob\\.prototype|File\\.prototype)', 'perf_hooks\\.(?:eventLoopUtilization|performance)', 'console\\.(?:_|context|Console|dir|table|profile\\w*|timeStamp)',
].join('|') + ')(?![\\w])');
const text = (e) => {
  if (e === null || (typeof e !== 'object' && typeof e !== 'function')) return `throws ${typeof e}`;
  return `${e.name} ${e.code ?? '-'} ${String(e.message).split('\n')[0].slice(0, 200)}`;
};
const isClass = (f) => /^class\b/.test(Function.prototype.toString.call(f)) || (/^[A-Z]/.test(f.name) && f.prototype !== undefined && Object.getOwnPropertyNames(f.prototype).length > 1);
const lines = [];
const pending = [];
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('warning', () => {});
function attempt(label, f) {
  let result;
  const at = lines.push(`${label} ok`) - 1;
  try {
    result = f();
  } catch (e) {
    lines[at] = `${label} ${text(e)}`;
    return;
  }
  if (util.types.isPromise(result)) pending.push(result.then(() => {}, (e) => { lines[at] = `${label} rejects ${text(e)}`; }));
  else if (typeof result?.on === 'function') result.on('error', () => {});
}
function tryAll(label, f, receiver) {
  for (const kind of Object.keys(kinds)) {
    const construct = isClass(f);
    attempt(`${label} ${kind}`, () => (construct ? new f(kinds[kind]()) : f.call(receiver, kinds[kind]())));
    if (f.length > 1) attempt(`${label} text,${kind}`, () => (construct ? new f('x', kinds[kind]()) : f.call(receiver, 'x', kinds[kind]())));
  }
}
function functionsOf(object) {
  return Object.getOwnPropertyNames(object).filter((name) => {
    const d = Object.getOwnPropertyDescriptor(object, name);
    return typeof d.value === 'function' && !['constructor', 'prototype'].includes(name);
  }).sort();
}
for (const name of names) {
  const exported = require(name);
  const own = [...new Set([...functionsOf(exported), ...(name === 'process' ? functionsOf(Object.getPrototypeOf(exported)) : [])])];
  for (const key of own) {
    const label = `${name}.${key}`;
    if (skipped.test(label)) continue;
    const f = exported[key];
    tryAll(label, f, exported);
    if (!isClass(f)) continue;
    for (const method of functionsOf(f)) if (!/^(length|name|init)$/.test(method) && !skipped.test(`${label}.${method}`) && key !== 'Interface') tryAll(`${label}.${method}`, f[method], f);
  }
}
const { setTimeout: wait } = require('timers/promises');
Promise.race([Promise.allSettled(pending), wait(300)]).then(() => {
  require('fs').writeSync(1, lines.map((l) => '@' + l.replaceAll('\t', ' ') + '\n').join(''));
  process.reallyExit(0);
});
