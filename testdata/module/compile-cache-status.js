// env: NODE_DISABLE_COMPILE_CACHE=1
const { constants, enableCompileCache, flushCompileCache, getCompileCacheDir } = require('module');
console.log(constants.compileCacheStatus, Object.isFrozen(constants));
console.log(getCompileCacheDir(), enableCompileCache('x'), getCompileCacheDir(), flushCompileCache());
for (const wrong of [5, { directory: 5 }]) {
  try { console.log(enableCompileCache(wrong)); } catch (e) { console.log(e.name, e.code, e.message); }
}
