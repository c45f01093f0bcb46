// flags: --unhandled-rejections=strict
process.on('uncaughtException', (e, origin) => console.log('uncaught', e.message, origin));
process.on('unhandledRejection', (e) => console.log('unhandled', e.message));
Promise.reject(new Error('x'));
setTimeout(() => console.log('goes on'), 5);
