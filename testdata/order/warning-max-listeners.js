const EventEmitter = require('node:events');
const e = new EventEmitter();
process.on('warning', (w) => console.log(w.name, w.type, w.count, w.emitter === e));
for (let i = 0; i < 13; i++) e.on('thing', () => {});
e.setMaxListeners(1);
e.on('other', () => {});
e.on('other', () => {});
