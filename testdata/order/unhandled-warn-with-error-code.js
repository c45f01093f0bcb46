// flags: --unhandled-rejections=warn-with-error-code
Promise.reject(new Error('x'));
process.on('exit', (code) => console.log('exit', code, process.exitCode));
setTimeout(() => console.log('goes on'), 5);
