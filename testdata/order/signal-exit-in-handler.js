process.on('SIGHUP', (name) => {
  console.log(name);
  process.exit(5);
});
process.on('exit', (code) => console.log('exit', code));
setInterval(() => {}, 1000);
process.kill(process.pid, 'SIGHUP');
