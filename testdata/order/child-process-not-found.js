const { spawn, exec } = require('node:child_process');
const c = spawn('no-such-command', ['a']);
for (const n of ['spawn', 'exit', 'close', 'error']) c.on(n, (v) => console.log(n, v && v.code ? [v.code, v.syscall, v.path, v.spawnargs] : v));
console.log(c.pid);
process.nextTick(() => console.log('tick'));
