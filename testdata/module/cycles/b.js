const a = require('./a');
exports.sawEarly = a.early;
exports.sawLate = a.late;
