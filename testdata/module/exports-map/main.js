const path = require('path');
const show = f => { try { console.log(f()) } catch (e) { console.log(e.name, e.code, e.message.replaceAll(__dirname, '.')) } };
show(() => require('pkg'));
for (const id of ['pkg/sub', 'pkg/feature/a', 'pkg/cond', 'old', 'old/lib', '@scope/x', 'pkg/package.json'])
  show(() => typeof require(id) === 'string' ? require(id) : require(id).version);
for (const id of ['pkg/lib/sub', 'pkg/feature/private/b', 'pkg/feature/none', 'pkg/bad', '#nothing', '@scope', '@scope/none', './none', '/none/at/all', 'fs/none', 'node:nothing', '', 'pkg/../pkg'])
  show(() => require(id));
show(() => require(1));
show(() => require());
console.log(path.relative(__dirname, require.resolve('pkg')), require.resolve('fs'), require.resolve('node:fs'));
console.log(require.resolve.paths('x')[0] === path.join(__dirname, 'node_modules'), require.resolve.paths('fs'), require.resolve.paths('./x').length);
