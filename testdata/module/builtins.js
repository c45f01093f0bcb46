const module_ = require('node:module');
const { builtinModules, isBuiltin, createRequire } = module_;
console.log(builtinModules.includes('fs'), builtinModules.includes('fs/promises'), builtinModules.includes('_http_agent'), builtinModules.filter((m) => m.startsWith('node:')));
console.log(['fs', 'node:fs', 'node:test', 'test', 'sqlite', 'node:sqlite', 'nope', 'wss', 'fs/nope', 5, undefined].map((n) => isBuiltin(n)));
console.log(require('fs') === require('node:fs'), require('fs/promises') === require('fs').promises, require('path/posix') === require('path').posix, require('timers/promises') === require('timers').promises);
const r = createRequire(__filename);
console.log(r.resolve('./builtins.js') === __filename, r('node:path') === require('path'), typeof r.cache, r.main === module);
console.log(createRequire(require('node:url').pathToFileURL(__filename)).resolve('./builtins') === __filename);
for (const arg of ['relative.js', 5, new URL('http://x/')]) {
  try {
    createRequire(arg);
  } catch (e) {
    console.log(e.code, e.message);
  }
}
for (const name of ['test', 'sqlite', 'sea']) {
  try {
    require(name);
  } catch (e) {
    console.log(name, e.code);
  }
}
console.log(module_.wrap('x'), module_.wrapper, module_ === module_.Module, typeof module_._load, module_._extensions === require.extensions, Object.keys(require.extensions));
console.log(module_._nodeModulePaths('/a/node_modules/b'), module_._nodeModulePaths('/'), module_.globalPaths instanceof Array);
