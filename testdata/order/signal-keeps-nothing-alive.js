process.on('SIGINT', () => console.log('must not run'));
process.on('exit', (code) => console.log('exit', code));
