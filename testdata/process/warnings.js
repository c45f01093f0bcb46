process.on('warning', (w) => console.log('event', w.name, w.code, w.message, w.detail));
process.emitWarning('plain');
process.emitWarning('typed', 'CustomWarning', 'CODE1');
process.emitWarning('optioned', { type: 'Other', code: 'CODE2', detail: 'some detail' });
process.emitWarning(Object.assign(new Error('an error'), { name: 'ErrorWarning' }));
process.emitWarning('old', 'DeprecationWarning', 'DEP9999');
console.log('emitted');
