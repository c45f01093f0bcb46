// flags: --no-experimental-require-module
const fs = require('fs');
const path = require('path');
const os = require('os');
const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'case-'));
const file = path.join(dir, 'a.mjs');
fs.writeFileSync(file, 'export default 1');
try {
  require(file);
} catch (e) {
  console.log(e.code, e.message.replaceAll(dir, '.').replace(/from .* not/, 'from here not'));
}
console.log(process.features.require_module);
fs.rmSync(dir, { recursive: true });
