const main = require('./main.cjs');
console.log(main.missing, main[Symbol('key')], main.toString === Object.prototype.toString);
