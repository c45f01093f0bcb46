// flags: --unhandled-rejections=none
Promise.reject(new Error('x'));
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('goes on'), 5);
