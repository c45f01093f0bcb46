const { promisify } = require('node:util');
promisify(setTimeout)(2, 'value').then(console.log);
promisify(setImmediate)('other').then(console.log);
