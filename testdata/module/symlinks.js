// A module is known by its real path.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'links-')));
fs.mkdirSync(path.join(dir, 'real/node_modules/dep'), { recursive: true });
fs.mkdirSync(path.join(dir, 'node_modules'));
fs.writeFileSync(path.join(dir, 'real/index.js'), "module.exports = { file: __filename, dep: require('dep') };");
fs.writeFileSync(path.join(dir, 'real/node_modules/dep/index.js'), "module.exports = 'dep of the real place';");
fs.symlinkSync(path.join(dir, 'real'), path.join(dir, 'node_modules/linked'));
fs.symlinkSync(path.join(dir, 'real/index.js'), path.join(dir, 'link.js'));
const here = require('node:module').createRequire(path.join(dir, 'x.js'));
const a = here('linked');
console.log(path.relative(dir, a.file), a.dep, here('./link') === a, path.relative(dir, here.resolve('./link')));
fs.symlinkSync('nowhere', path.join(dir, 'broken.js'));
fs.symlinkSync('loop.js', path.join(dir, 'loop.js'));
for (const name of ['./broken', './broken.js', './loop.js']) {
  try {
    here(name);
  } catch (e) {
    console.log(name, e.code);
  }
}
