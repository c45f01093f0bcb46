const { Writable } = require('node:stream');
process.on('uncaughtException', (e) => console.log('uncaught', e.code, e.message));
const w = new Writable({ write(c, e, cb) { cb(); } });
w.on('close', () => console.log('close'));
w.end();
w.write('late', (e) => console.log('callback', e.code));
