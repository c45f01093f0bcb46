process.on('warning', (w) => console.log('event', w.name, w.code, w.message, w.detail));
process.emitWarning('first');
process.emitWarning('second', 'CustomWarning', 'C001');
process.emitWarning('third', { type: 'Other', code: 'C002', detail: 'the detail' });
const e = new Error('an error as warning');
e.name = 'Own';
process.emitWarning(e);
console.log('main');
process.nextTick(() => console.log('tick'));
