process.on('exit', (...args) => console.log('exit', ...args));
process.emit('exit', 'by hand');
console.log(process.listenerCount('exit'));
