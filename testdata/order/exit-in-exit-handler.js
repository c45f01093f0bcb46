process.on('exit', (code) => {
  console.log('a', code);
  process.exit(8);
});
process.on('exit', (code) => console.log('b', code));
process.exit(2);
