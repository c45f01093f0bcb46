// flags: --unhandled-rejections=strict
process.on('unhandledRejection', () => console.log('must not run'));
process.on('exit', (code) => console.log('exit', code));
Promise.reject(new Error('x'));
