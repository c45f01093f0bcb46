process.on('exit', (code) => {
  console.log('exit', code);
  process.exitCode = 13;
});
throw new Error('x');
