const EventEmitter = require('node:events');
const e = new EventEmitter();
process.on('exit', (code) => console.log('exit', code));
setImmediate(() => e.emit('error', new Error('nobody listens')));
