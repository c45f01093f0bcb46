// flags: --unhandled-rejections=warn
Promise.reject(new Error('x'));
Promise.reject(12);
process.on('exit', (code) => console.log('exit', code));
setTimeout(() => console.log('goes on'), 5);
