const Module = require('module');
const d = (o, k) => { const p = Object.getOwnPropertyDescriptor(o, k); return [k, typeof p.value, p.value?.length, p.value?.name, p.enumerable, p.writable].join() };
console.log(Object.keys(require), require.length, require.name, d(require, 'resolve'), d(require.resolve, 'paths'));
console.log(Object.keys(module), typeof module.require, module.require.length, Object.keys(Module.prototype));
for (const k of ['_load', '_resolveFilename', '_findPath', '_nodeModulePaths', '_resolveLookupPaths', 'createRequire', 'isBuiltin', 'runMain', '_initPaths', '_preloadModules', 'syncBuiltinESMExports']) console.log(d(Module, k));
console.log(Module.length, Module.name, Object.prototype.toString.call(module), Object.getPrototypeOf(module) === Module.prototype);
console.log([typeof __filename, typeof __dirname, this === module.exports, arguments.length, arguments[1] === require]);
