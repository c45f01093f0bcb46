// Module.wrapper and Module.wrap, changed.
const Module = require('module');
console.log(Module.wrapper.length, Module.wrap('x') === Module.wrapper[0] + 'x' + Module.wrapper[1]);
console.log(Object.keys(Module).includes('wrap'), Object.getOwnPropertyDescriptor(Module, 'wrapper'));
const wrapper = Module.wrapper;
Module.wrapper = { ...wrapper, 0: wrapper[0] + 'exports.seen = typeof __filename;' };
console.log(require('./a.js'));
Module.wrapper = wrapper;
const { wrap } = Module;
Module.wrap = (text) => wrap(text.replace('1', '2'));
console.log(require('./b.js'));
Module.wrap = wrap;
console.log(Module._stat(__dirname), Module._stat(__filename), Module._stat(__filename + 'x') < 0, module.isPreloading);
require.cache[require.resolve('./c.js')] = { exports: 'fake' };
console.log(require('./c.js'));
