const path = require('path');
const dirs = [path.join(__dirname, 'a'), path.join(__dirname, 'b')];
const rel = p => path.relative(__dirname, p).split(path.sep).join('/');
console.log(rel(require.resolve('dep', { paths: dirs })), rel(require.resolve('dep', { paths: [...dirs].reverse() })));
console.log(rel(require.resolve('./node_modules/dep', { paths: dirs })));
for (const bad of [{ paths: 'x' }, { paths: [1] }]) try { require.resolve('dep', bad) } catch (e) { console.log(e.name, e.code, e.message) }
try { require.resolve('dep', { paths: [] }) } catch (e) { console.log(e.code, e.message.split('\n')[0]) }
const { createRequire } = require('module');
console.log(createRequire(path.join(dirs[0], 'x.js'))('dep'), createRequire(dirs[1] + '/')('dep'), createRequire(require('url').pathToFileURL(path.join(dirs[1], 'y.js')))('dep'));
try { createRequire('relative.js') } catch (e) { console.log(e.name, e.code, e.message) }
