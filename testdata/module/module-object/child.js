const path = require('node:path');
exports.parent = path.basename(module.parent.filename);
exports.main = require.main === module;
exports.loaded = module.loaded;
exports.id = path.basename(module.id);
exports.sameMain = require.main === module.parent;
