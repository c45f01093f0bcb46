exports.early = true;
exports.fromB = require('./b').sawEarly;
exports.parentIsMain = module.parent === require.main;
exports.late = true;
