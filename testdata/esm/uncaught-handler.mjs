process.on('uncaughtException', (e, origin) => console.log('handled', e.message, origin));
setTimeout(() => console.log('alive'), 1);
throw new Error('boom');
