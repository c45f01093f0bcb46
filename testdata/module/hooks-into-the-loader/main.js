const Module = require('node:module');
const path = require('node:path');
const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (request === 'virtual') return { virtual: true, from: path.basename(parent.filename), isMain };
  return load.apply(this, arguments);
};
console.log(require('virtual'));
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
  if (request.startsWith('@/')) return path.join(__dirname, request.slice(2));
  return resolve.call(this, request, parent, isMain, options);
};
console.log(require('@/plain.js'), require.resolve('@/plain.js') === path.join(__dirname, 'plain.js'));
require.extensions['.txt'] = (module, filename) => {
  module.exports = require('node:fs').readFileSync(filename, 'utf8').trim();
};
console.log(require('./words.txt'), require('./words'));
const js = Module._extensions['.js'];
Module._extensions['.js'] = function (module, filename) {
  const compile = module._compile;
  module._compile = function (code, name) {
    return compile.call(this, code.replace('PLACEHOLDER', 'compiled'), name);
  };
  js(module, filename);
};
console.log(require('./replaced.js'));
const m = new Module('/virtual/file.js', module);
m.filename = '/virtual/file.js';
m.paths = Module._nodeModulePaths('/virtual');
console.log(m._compile('exports.x = [__filename, __dirname, typeof require, module.id]; return 5', m.filename), m.exports.x);
const wrap = Module.wrap;
Module.wrap = (s) => wrap('exports.wrapped = true;' + s);
console.log(require('./wrapped.js'));
