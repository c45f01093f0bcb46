const first = require('./counter');
console.log(first.n, require('./counter').n, require('./counter.js') === first, require('./sub/../counter') === first);
delete require.cache[require.resolve('./counter')];
console.log(require('./counter').n, require('./counter') === first);
require.cache[require.resolve('./counter')].exports = { n: 'replaced' };
console.log(require('./counter').n);
const id = require.resolve('./fake.js');
require.cache[id] = { id, filename: id, loaded: true, exports: 'never loaded' };
console.log(require('./fake.js'));
require.cache['node:os'] = { exports: 'fake os', loaded: true };
console.log(typeof require('node:os'), typeof require('os'));
require.cache.os = { exports: 'fake os', loaded: true };
console.log(typeof require('node:os'), typeof require('os'));
for (const m of ['./throws', './throws']) {
  try {
    require(m);
  } catch (e) {
    console.log(e.message, Object.keys(require.cache).some((k) => k.includes('throws')));
  }
}
