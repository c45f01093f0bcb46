const { promisify } = require('node:util');
promisify(setImmediate)('immediate')
  .then((v) => {
    console.log(v);
    return promisify(setTimeout)(2, 'timeout');
  })
  .then(console.log);
process.nextTick(() => console.log('tick'));
