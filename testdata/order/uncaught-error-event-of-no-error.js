const EventEmitter = require('node:events');
process.on('uncaughtException', (e) => console.log(e.name, e.code, e.message, e.context));
setImmediate(() => new EventEmitter().emit('error', { not: 'an error' }));
setImmediate(() => new EventEmitter().emit('error'));
setImmediate(() => new EventEmitter().emit('error', 'text'));
