Promise.resolve().then(() => {
  try {
    process.exit(6);
  } finally {
    console.log('finally must not run');
  }
}).then(() => console.log('must not run'));
process.on('exit', (code) => console.log('exit', code));
