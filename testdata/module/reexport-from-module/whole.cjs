module.exports = require('./parts.cjs');
