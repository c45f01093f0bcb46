process.exitCode = 5;
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => {
  process.exit();
}, 1);
setTimeout(() => console.log('must not run'), 1);
