const path = require('node:path');
for (const name of ['./dir', './dir/', './file', './file.js', './data', './both', './both/', './noext', './dotted.name', './withmain', './badmain', './mainfolder', './wrongjson', 'pkg', 'pkg/lib', 'pkg/lib/util.js', 'nested', '.', './', '..', './mainext', './weird.xyz', './case.cjs']) {
  try {
    const value = require(name);
    console.log(name, '->', path.relative(__dirname, require.resolve(name)), JSON.stringify(value));
  } catch (e) {
    console.log(name, '->', e.code, e.message.split('\n')[0].replaceAll(__dirname, '.'));
  }
}
console.log(require('./dir/sub').map((p) => path.relative(__dirname, p)));
console.log(require.resolve.paths('pkg').slice(0, 2).map((p) => path.relative(__dirname, p)), require.resolve.paths('./x').map((p) => path.relative(__dirname, p)), require.resolve.paths('fs'));
console.log(path.relative(__dirname, require.resolve('nested', { paths: [path.join(__dirname, 'dir', 'sub')] })), path.relative(__dirname, require.resolve('./util', { paths: [path.join(__dirname, 'node_modules', 'pkg', 'lib')] })));
for (const args of [['nope', { paths: [__dirname] }], ['x', { paths: 5 }], [5], ['']]) {
  try {
    require.resolve(...args);
  } catch (e) {
    console.log(e.code, e.message.split('\n')[0]);
  }
}
console.log(require.resolve('fs'), require.resolve('node:fs'));
