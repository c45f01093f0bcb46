// flags: --throw-deprecation
process.on('exit', (code) => console.log('exit', code));
process.emitWarning('old', 'DeprecationWarning', 'DEP1');
console.log('main goes on');
