process.on('exit', (code) => {
  console.log('exit', code);
  throw new Error('from exit');
});
process.on('exit', () => console.log('second exit handler'));
