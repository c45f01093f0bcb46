const { spawn } = require('node:child_process');
const c = spawn('/bin/sh', ['-c', 'echo out; exit 3']);
for (const n of ['spawn', 'exit', 'close', 'error', 'disconnect']) c.on(n, (...args) => console.log(n, ...args));
let text = '';
c.stdout.on('data', (d) => (text += d));
c.on('close', () => console.log('stdout', text.trim()));
process.nextTick(() => console.log('tick'));
console.log('main', typeof c.pid, c.exitCode);
