process.on('uncaughtException', (e, origin) => console.log('uncaught', e.name, e.code, e.message, origin));
Promise.reject(new Error('an error'));
Promise.reject('text');
Promise.reject(null);
setImmediate(() => console.log('goes on'));
