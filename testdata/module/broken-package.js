const fs = require('fs'), path = require('path'), os = require('os');
const dir = path.join(os.tmpdir(), 'gonode-case-broken-package');
fs.rmSync(dir, { recursive: true, force: true });
fs.mkdirSync(dir);
const add = (name, files) => { for (const [f, text] of Object.entries(files)) { const p = path.join(dir, 'node_modules', name, f); fs.mkdirSync(path.dirname(p), { recursive: true }); fs.writeFileSync(p, text) } };
add('syntax', { 'package.json': '{ "name": ', 'index.js': '' });
add('nomain', { 'package.json': '{ "main": "missing.js" }', 'index.js': 'module.exports = "index after all"' });
add('nothing', { 'package.json': '{ "main": "missing.js" }' });
add('badcode', { 'index.js': 'let a = 1;\nlet a = 2;' });
add('empty', { 'package.json': '{}', 'index.json': '{"json":true}' });
fs.writeFileSync(path.join(dir, 'x.js'), '');
const load = require('module').createRequire(path.join(dir, 'x.js'));
for (const name of ['syntax', 'nomain', 'nothing', 'badcode', 'empty']) {
  try { console.log(name, load(name)) } catch (e) { console.log(name, e.name, e.code, e.message.replaceAll(dir, '.').split('\n')[0]) }
}
fs.rmSync(dir, { recursive: true });
