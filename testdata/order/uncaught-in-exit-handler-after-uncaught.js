process.on('exit', (code) => console.log('exit', code));
process.exitCode = 42;
throw new Error('code is 1 all the same?');
