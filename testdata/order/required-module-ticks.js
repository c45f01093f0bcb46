// Ticks and jobs of a required module wait for the end of the main module.
const Module = require('node:module');
const m = new Module('inner');
m._compile("process.nextTick(() => console.log('inner tick')); Promise.resolve().then(() => console.log('inner job')); console.log('inner');", __filename);
process.nextTick(() => console.log('outer tick'));
console.log('outer');
