// flags: --no-deprecation
process.on('warning', (w) => console.log('event', w.name));
process.emitWarning('old', 'DeprecationWarning');
process.emitWarning('other');
