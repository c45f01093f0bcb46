process.on('exit', () => console.log('no exit event'));
setInterval(() => {}, 1000);
console.log('before');
process.kill(process.pid, 'SIGTERM');
