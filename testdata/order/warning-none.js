// flags: --no-warnings
process.on('warning', (w) => console.log('event all the same', w.message));
process.emitWarning('quiet');
